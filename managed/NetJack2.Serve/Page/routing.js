// SPDX-License-Identifier: GPL-2.0-or-later
// The routing of the rig: a grid of ports, and the patches. Uses what page.js has.
"use strict";

// What changes the list of machines.
const rigEvents = new Set(["connected", "gone", "removed"]);

let network = null, soon = 0, reading = null;

// A peer that has connected has no ports yet, and many events may come together.
function readNetworkSoon() {
  clearTimeout(soon);
  soon = setTimeout(readNetwork, 1500);
}

const wordOf = (machine, port) => `${machine}/${port}`;

// One at a time.
function readNetwork() {
  reading ??= fetchNetwork().finally(() => { reading = null; });
  return reading;
}

async function fetchNetwork() {
  try {
    const answer = await fetch("/api/network", { signal: AbortSignal.timeout(patience) });
    if (!answer.ok) throw new Error((await answer.text()).trim());
    network = await answer.json();
    showNetwork("");
  } catch (error) {
    // A mark that was set may stand for no patch.
    if (network) showNetwork("");
    setText(byId("routing-problem"), `The rig cannot be read: ${error.message}`);
  }
}

function showNetwork(problem) {
  setText(byId("routing-problem"), problem || network.problem || "");
  byId("routing").hidden = network.machines.length < 2;
  if (network.machines.length === 1) setText(byId("routing-problem"), network.problem ?? "No other machine is in the rig.");
  if (byId("routing").hidden) return;
  const names = network.machines.map(machine => ({ value: machine.name, text: `${machine.name} (${machine.role})` }));
  showChoice(byId("from"), names);
  const from = byId("from").value;
  showChoice(byId("to"), names.filter(name => name.value !== from));
  showGrid(from, byId("to").value, byId("type").value);
  const list = byId("patches");
  fill(list, network.patches.length || 1, () => element("li"));
  setText(list.firstElementChild, "There are none.");
  network.patches.forEach((patch, index) =>
    setText(list.children[index], `${patch.from} → ${patch.to}${patch.problem ? ` (waits: ${patch.problem})` : ""}`));
}

function showGrid(from, to, type) {
  const portsOn = (machine, direction) => (network.ports[machine] ?? [])
    .filter(port => port.direction === direction && port.type === type);
  const shown = port => port.label ? `${port.name} (${port.label})` : port.name;
  const outputs = portsOn(from, "out"), inputs = portsOn(to, "in");
  const patched = new Set(network.patches.map(patch => JSON.stringify([patch.from, patch.to])));
  const shownOutputs = outputs.slice(0, mostPorts), shownInputs = inputs.slice(0, mostPorts);
  const table = byId("grid"), shape = JSON.stringify([from, to, shownOutputs, shownInputs]);
  if (table.dataset.shape !== shape) {
    table.dataset.shape = shape;
    table.replaceChildren(
      element("thead", {}, element("tr", {},
        element("td", {}, shownOutputs.length && shownInputs.length ? "output ↓ input →" : "There are no such ports."),
        ...shownInputs.map(input => element("th", { scope: "col" }, element("span", { class: "name" }, shown(input)))))),
      element("tbody", {}, ...shownOutputs.map(output => element("tr", {}, element("th", { scope: "row", class: "name" }, shown(output)),
        ...shownInputs.map(input => element("td", {}, makeBox(wordOf(from, output.name), wordOf(to, input.name))))))));
  }
  for (const box of table.querySelectorAll("input"))
    if (!box.disabled) box.checked = patched.has(JSON.stringify([box.dataset.from, box.dataset.to]));
  if (outputs.length > mostPorts || inputs.length > mostPorts)
    setText(byId("routing-problem"), `Only ${mostPorts} ports of each machine are shown; netjack2 connect knows all.`);
}

function makeBox(from, to) {
  const box = element("input", { type: "checkbox", "aria-label": `${from} to ${to}`, title: `${from} → ${to}` });
  box.dataset.from = from;
  box.dataset.to = to;
  return box;
}

async function change(box) {
  const action = box.checked ? "connect" : "disconnect", { from, to } = box.dataset;
  let problem = "";
  box.ariaBusy = "true";
  try {
    const answer = await fetch("/api/patch", {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ action, from, to }),
      signal: AbortSignal.timeout(patience),
    });
    problem = answer.headers.get("Content-Type")?.startsWith("application/json")
      ? (await answer.json()).problem
      : (await answer.text()).trim();
  } catch (error) {
    problem = error.message;
  }
  box.ariaBusy = null;
  // What was being read may be from before the change.
  await reading;
  await readNetwork();
  if (problem) setText(byId("routing-problem"), `${from} → ${to}: ${problem}`);
}
