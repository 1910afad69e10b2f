// SPDX-License-Identifier: GPL-2.0-or-later
// The page of netjack2 serve. What comes from the rig is shown as text only: by textContent, never as markup.
"use strict";

// The token does not stay in the address. A redirection would do that too, but after a link of another site it would lose the cookie.
if (location.search) history.replaceState(null, "", location.pathname);

const byId = id => document.getElementById(id);
const historySeconds = 60, longestPause = 3, mostEvents = 256, mostPorts = 128, networkInterval = 30000, retryInterval = 5000;

// A module is waited for 15 s, and a question may wait for the one before it.
const patience = 40000;

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

function setClass(node, name) {
  if (node.className !== name) node.className = name;
}

// As many children as there are items: those that are there already are kept, so that the focus and the place stay.
function fill(parent, count, make) {
  while (parent.children.length > count) parent.lastElementChild.remove();
  while (parent.children.length < count) parent.append(make(parent.children.length));
}

const fixed = (value, digits) => value == null ? "" : value.toFixed(digits);
const count = value => value == null ? "" : String(value);

// --- Sessions ---

const histories = new Map();

// Master to slave, and back.
function portsOf(session) {
  const midi = session.sendMidi + session.returnMidi ? `, ${session.sendMidi}/${session.returnMidi} MIDI` : "";
  return `${session.sendAudio}/${session.returnAudio} audio${midi}`;
}

// Of audio, without headers, both ways together.
function megabits(session) {
  const ports = session.sendAudio + session.returnAudio;
  if (!session.sampleRate || session.encoding == null) return null;
  const bits = session.encoding === "opus" ? (session.kilobits ?? 0) * 1024 : session.sampleRate * (session.encoding === "int16" ? 16 : 32);
  return ports * bits / 1e6;
}

const pair = (own, peer, digits) => own == null && peer == null ? "" : `${fixed(own, digits) || "–"} / ${fixed(peer, digits) || "–"}`;

const columns = [
  { title: "Name", text: row => row.session.name || row.session.peer, isName: true },
  { title: "State", text: row => row.state, look: row => row.isWrong ? "bad" : row.state === "running" ? "running" : "" },
  { title: "Lost in the last minute", chart: true },
  { title: "Lost", text: row => count(row.session.lost), isNumber: true, look: row => row.lostNow > 0 ? "bad" : "" },
  { title: "Gaps", text: row => count(row.session.incompleteCycles), isNumber: true },
  { title: "Late", text: row => count(row.session.late), isNumber: true },
  { title: "Round trip, ms", text: row => fixed(row.session.roundTripMilliseconds, 1), isNumber: true },
  { title: "Worst, ms", text: row => fixed(row.session.worstRoundTripMilliseconds, 1), isNumber: true },
  { title: "Xruns here / peer", text: row => pair(row.session.xruns, row.session.peerXruns, 0), isNumber: true },
  { title: "DSP load here / peer, %", text: row => pair(row.session.load, row.session.peerLoad, 1), isNumber: true },
  { title: "Clock, ppm", text: row => fixed(row.session.driftPpm, 2), isNumber: true },
  { title: "Ports out / in", text: row => portsOf(row.session) },
  { title: "Period", text: row => count(row.session.period || null), isNumber: true },
  { title: "Latency, periods", text: row => count(row.session.latency), isNumber: true },
  { title: "Audio, Mbit/s", text: row => fixed(megabits(row.session), 1), isNumber: true },
  { title: "Module", text: row => row.module.module },
  { title: "Server", text: row => row.module.server, isName: true },
];

function chartOf(history) {
  const most = Math.max(1, ...history.losses);
  const points = history.losses.map((lost, index) =>
    `${(index + historySeconds - history.losses.length) * 100 / (historySeconds - 1)},${21 - lost * 18 / most}`);
  return points.join(" ");
}

function makeChart() {
  const space = "http://www.w3.org/2000/svg", svg = document.createElementNS(space, "svg");
  for (const [key, value] of [["width", 100], ["height", 22], ["viewBox", "0 0 100 22"], ["role", "img"]]) svg.setAttribute(key, value);
  const base = document.createElementNS(space, "line"), curve = document.createElementNS(space, "polyline");
  for (const [key, value] of [["class", "base"], ["x1", 0], ["x2", 100], ["y1", 21], ["y2", 21]]) base.setAttribute(key, value);
  curve.setAttribute("class", "curve");
  svg.append(base, curve);
  return svg;
}

function makeCell(column) {
  const cell = element(column.isName && column.title === "Name" ? "th" : "td");
  if (cell.tagName === "TH") cell.scope = "row";
  if (column.chart) cell.append(makeChart());
  return cell;
}

function rowsOf(modules) {
  const rows = [], now = performance.now() / 1000, keys = new Set();
  for (const module of modules) {
    if (module.isStale) continue;
    for (const session of module.sessions) {
      let number = 1, key;
      do key = JSON.stringify([module.module, module.processId, session.name, session.slot, number++]); while (keys.has(key));
      keys.add(key);
      const history = histories.get(key) ?? { lost: session.lost, time: now, losses: [], since: 0 };
      histories.set(key, history);
      // The page was hidden, or the computer slept: when the losses of that time were is not known.
      if (now - history.time > longestPause) Object.assign(history, { losses: [], since: 0, lost: session.lost, time: now });
      // A session that begins anew counts from 0.
      if (session.lost != null) history.since += session.lost >= history.lost ? session.lost - history.lost : session.lost;
      history.lost = session.lost;
      if (now - history.time >= 1) {
        history.losses = [...history.losses, history.since].slice(-historySeconds);
        history.since = 0;
        history.time = now - history.time < 2 ? history.time + 1 : now;
      }
      const lostNow = history.since + (history.losses.at(-1) ?? 0);
      rows.push({
        key, module, session, history, lostNow, state: module.isHanging ? "no news" : session.state,
        isWrong: module.isHanging || lostNow > 0,
      });
    }
  }
  for (const key of histories.keys()) if (!keys.has(key)) histories.delete(key);
  return rows;
}

function showSessions(rows) {
  const table = byId("sessions");
  byId("no-sessions").hidden = rows.length !== 0;
  table.parentElement.hidden = rows.length === 0;
  if (!table.tHead) {
    table.createTHead().append(element("tr", {}, ...columns.map(column =>
      element("th", { scope: "col", class: column.isNumber ? "number" : "" }, column.title))));
    table.append(element("tbody"));
  }
  const body = table.tBodies[0];
  fill(body, rows.length, () => element("tr", {}, ...columns.map(makeCell)));
  rows.forEach((row, index) => columns.forEach((column, place) => {
    const cell = body.children[index].children[place];
    if (column.chart) {
      const svg = cell.firstElementChild, all = row.history.losses.reduce((sum, lost) => sum + lost, 0);
      svg.setAttribute("aria-label", `${all} lost in the last ${row.history.losses.length} s`);
      svg.lastElementChild.setAttribute("points", chartOf(row.history));
      return;
    }
    setText(cell, column.text(row));
    setClass(cell, [column.isNumber ? "number" : column.isName ? "name" : "", column.look?.(row) ?? ""].join(" ").trim());
  }));
}

function showComplaints(modules) {
  setText(byId("complaints"), modules.filter(module => module.isStale || module.isHanging).map(module => module.isStale
    ? `${module.module} of jackd ${module.processId} is stale: that server ended without unloading it.`
    : `${module.module} of jackd ${module.processId}: no news for ${module.secondsSinceUpdate.toFixed(0)} s; `
      + "that server is stopped or blocked.")
    .join("\n"));
}

// --- Details ---

const words = name => name.replace(/([A-Z])/g, " $1").toLowerCase().replace("midi", "MIDI").replace("mtu", "MTU").replace("ppm", "ppm");

const valueOf = value => value === true ? "yes" : value === false ? "no" : value == null ? "–" : String(value);

function showChoice(select, names) {
  const before = select.value;
  fill(select, names.length, () => element("option"));
  names.forEach((name, index) => {
    const option = select.children[index];
    if (option.value !== name.value) option.value = name.value;
    setText(option, name.text);
  });
  select.value = names.some(name => name.value === before) ? before : names[0]?.value ?? "";
}

function showLevels(levels) {
  const ports = levels ? [...levels.outgoing.map((level, index) => [`out ${index + 1}`, level]),
    ...levels.incoming.map((level, index) => [`in ${index + 1}`, level])] : [];
  const parent = byId("levels");
  fill(parent, ports.length || 1, () => element("div"));
  if (ports.length === 0) {
    setClass(parent.firstElementChild, "hint");
    setText(parent.firstElementChild, "There are no levels.");
    return;
  }
  ports.forEach(([name, level], index) => {
    const row = parent.children[index];
    if (row.className !== "level") {
      row.textContent = "";
      row.className = "level";
      row.append(element("span"), element("meter", { min: -60, max: 0, high: -6, optimum: -30 }), element("span", { class: "text" }));
    }
    const [label, meter, text] = row.children;
    setText(label, name);
    meter.value = level.peakDbfs ?? -60;
    meter.setAttribute("aria-label", `Level ${name}`);
    const clips = level.clipped ? `, ${level.clipped} clipped` : "";
    setText(text, (level.peakDbfs == null ? "silence" : `${level.peakDbfs.toFixed(1).replace("-", "−")} dBFS`) + clips);
    setClass(text, level.clipped ? "text clip" : "text");
  });
}

function showDetails(rows) {
  const select = byId("chosen");
  select.closest("section").hidden = rows.length === 0;
  showChoice(select, rows.map(row => ({ value: row.key, text: `${row.session.name || row.session.peer} (${row.module.module})` })));
  const chosen = rows.find(row => row.key === select.value);
  if (!chosen) return;
  showLevels(chosen.session.levels);
  const numbers = Object.entries(chosen.session).filter(([name]) => name !== "levels");
  const list = byId("numbers");
  fill(list, numbers.length, () => element("div", {}, element("dt"), element("dd")));
  numbers.forEach(([name, value], index) => {
    const [term, text] = list.children[index].children;
    setText(term, words(name));
    setText(text, valueOf(value));
  });
}

// --- Events ---

const badEvents = new Set(["gone", "removed", "interrupted", "lost", "late", "xrun", "refused", "device-gone", "fault"]);

function addEvent(happened) {
  const time = new Date(happened.time), list = byId("events");
  list.prepend(element("li", {},
    element("time", { datetime: happened.time },
      time.toLocaleTimeString([], { hour12: false }) + "." + String(time.getMilliseconds()).padStart(3, "0")),
    element("span", { class: badEvents.has(happened.event) ? "word bad" : "word" }, happened.event),
    element("span", { class: "text" }, `${happened.name || happened.peer || happened.module} (${happened.module}): ${happened.text}`)));
  while (list.children.length > mostEvents) list.lastElementChild.remove();
}

// --- The stream ---

let source = null, modules = null, isDrawn = true;

function draw() {
  isDrawn = true;
  const rows = rowsOf(modules);
  setText(byId("state"), rows.length === 1 ? "1 session" : `${rows.length} sessions`);
  showSessions(rows);
  showComplaints(modules);
  showDetails(rows);
}

function listen() {
  const mine = new EventSource("/api/events");
  source = mine;
  source.addEventListener("open", () => byId("events").replaceChildren());
  source.addEventListener("happened", message => {
    const happened = JSON.parse(message.data);
    addEvent(happened);
    if (rigEvents.has(happened.event)) readNetworkSoon();
  });
  source.addEventListener("rig", message => {
    modules = JSON.parse(message.data);
    if (isDrawn) requestAnimationFrame(draw);
    isDrawn = false;
  });
  source.addEventListener("error", () => {
    setText(byId("state"), "Not connected: netjack2 serve has ended, or wants its token again. Trying again …");
    // A browser does not try again by itself where it was refused.
    if (mine.readyState === EventSource.CLOSED) setTimeout(() => { if (source === mine) listen(); }, retryInterval);
  });
}

// A page that is not seen costs nothing.
function look() {
  if (document.hidden) {
    source?.close();
    source = null;
  } else if (!source) {
    listen();
    readNetwork();
  }
}

document.addEventListener("visibilitychange", look);
byId("chosen").addEventListener("change", () => modules && showDetails(rowsOf(modules)));
for (const id of ["from", "to", "type"]) byId(id).addEventListener("change", () => showNetwork(""));
byId("refresh").addEventListener("click", readNetwork);
byId("grid").addEventListener("change", event => change(event.target));
setInterval(() => { if (!document.hidden) readNetwork(); }, networkInterval);
look();
