// SPDX-License-Identifier: GPL-2.0-or-later
#include "ProgramPage.h"

#include "PageParts.h"
#include "options/DriverOptions.h"
#include "options/ManagerOptions.h"
#include "options/Text.h"

namespace netjack2 {

namespace {

std::string Default(const ModuleOptions<nj_manager_options> &module, char letter) {
    return Find(module.table, letter)->fallback;
}

/** What an option of the net driver is, as netjack2 set takes it. */
std::string OfDriver(char letter) {
    return Explained(*Find(DriverOptions().table, letter)) + ".";
}

} // namespace

ManPage ProgramPage(const std::string &version) {
    Roff page("netjack2", 1, version, "show the state of JACK's network modules and what is wrong with them");
    page.Section("SYNOPSIS");
    page.Paragraph("netjack2 master [options]");
    page.Paragraph("netjack2 join [options]");
    page.Paragraph("netjack2 list [--network] [--json]");
    page.Paragraph("netjack2 stat [--json] [--watch] [--advise]");
    page.Paragraph("netjack2 top");
    page.Paragraph("netjack2 events [--follow] [--json] [MODULE]");
    page.Paragraph("netjack2 takes [--json] [last|N]");
    page.Paragraph("netjack2 watch [--on EVENTS] [--run COMMAND] [--notify] [--every SECONDS]");
    page.Paragraph("netjack2 serve [--http ADDRESS:PORT] [--token TOKEN]");
    page.Paragraph("netjack2 doctor [--ask] [-a ADDRESS] [-p PORT]");
    page.Paragraph("netjack2 load MODULE [OPTION...]");
    page.Paragraph("netjack2 unload MODULE");
    page.Paragraph("netjack2 ports MACHINE [--json]");
    page.Paragraph("netjack2 connect MACHINE/OUTPUT MACHINE/INPUT");
    page.Paragraph("netjack2 disconnect MACHINE/OUTPUT MACHINE/INPUT");
    page.Paragraph("netjack2 patches [--json]");
    page.Paragraph("netjack2 patch save|load FILE");
    page.Paragraph("netjack2 label MACHINE PORT TEXT");
    page.Paragraph("netjack2 labels [--json]");
    page.Paragraph("netjack2 set MACHINE [-l PERIODS] [-e ENCODING] [-O KBIT] [-R PERIODS]");
    page.Paragraph("netjack2 graph [--dot]");
    page.Paragraph("netjack2 log [-n N]");
    page.Section("DESCRIPTION");
    page.Paragraph(
        "netjack2 reads the statistics that the modules of netjack2(7) write into shared memory. "
        "Only load, unload, master and join connect to a JACK server. list --network, ports, connect, "
        "disconnect, patches, patch, label, labels, set, graph, doctor and the routing of serve ask the netmanager "
        "or the netmesh of "
        "this computer, which "
        "must be this user's; root may ask any.");
    page.Item("master", "Serves slaves on the network, in a server of any kind: netjack2-master(1).");
    page.Item("join", "Makes the server a slave that keeps its own clock: netjack2-join(1).");
    page.Item("list", "Shows the modules that are loaded on this computer, and their sessions.");
    page.Item("stat", "Shows the counters of each session: packets, losses, round trip, margin, xruns, clocks.");
    page.Item("top", "Shows all sessions in the whole terminal, a line each, those that lose packets first, again each "
                     "second. In a pipe: one table, with what was lost in a second.");
    page.Item("events",
              "Shows what has happened in the modules of this computer, also in sessions that have ended. MODULE "
              "is netmanager, netdriver, netmesh, netadapter or audioadapter.");
    page.Item("takes",
              "Lists the takes of this user's servers, the newest first: what was recorded from each start of JACK's "
              "transport to its stop, and whether each frame was played as it was sent. With last, or the number of a "
              "take: where it was not. By default the files are in ~/.local/state/netjack2/takes.");
    page.Item("watch", "Runs a command, or shows a notice on the desktop, when something happens, until it is "
                       "interrupted. Without --run and --notify it prints a line for each event.");
    page.Item("serve",
              "Shows sessions, levels, events and patches in a browser, and the counters to Prometheus, until it "
              "is interrupted.");
    page.Item("doctor",
              "Checks servers and their modules, limits, interfaces, routes, the UDP port, firewalls, and the "
              "mesh of the rig, and suggests remedies. As root it can check more.");
    page.Item("load",
              "Loads a module with jack_load(1), and prints its log lines. The words behind the module's name are "
              "its options.");
    page.Item("unload", "Unloads a module with jack_unload(1).");
    page.Item("ports", "Lists the JACK ports of a machine of the rig: of the master, or of a slave with netmesh.");
    page.Item("connect", "Connects an output of a machine of the rig to an input of another one, at both machines. It "
                         "is connected again when a machine reconnects.");
    page.Item("disconnect", "Removes what connect has made.");
    page.Item("patches", "Lists what connect has made, and what each of it waits for.");
    page.Item("patch save", "Writes the patches and labels into a file in TOML; - is standard output.");
    page.Item(
        "patch load",
        "Connects the patches of such a file and sets its labels, after it is read whole; - is standard input. A patch "
        "whose machine or port is missing is connected when it is there, also if netjack2 has ended. "
        "Patches that are not in the file stay.");
    page.Item("label", "Labels a port of a slave's client on the master, for all machines of the rig. PORT is its "
                       "name, such as to_slave_1, or a number: 3 is from_slave_3. An empty TEXT removes the label.");
    page.Item("labels", "Lists what label has set.");
    page.Item("set",
              "Sets options of a slave's session, which begins anew with them, after an interruption of some tenths "
              "of a second. Its client, ports and connections stay. Until its server is restarted. "
              "MACHINE must have netmesh.");
    page.Item("graph", "Writes a picture of the machines of the rig and their patches, in SVG.");
    page.Item("log", "Shows the last log lines of the modules of this user's servers and of root's.");
    page.Section("OPTIONS");
    page.Item("--network", "Lists the machines of the whole rig, by the names that ports and connect take.");
    page.Item(
        "--json",
        "Prints JSON: an array of modules with their sessions, of events, takes, machines, ports, patches or labels, "
        "in one line. With --watch "
        "or --follow a line each time.");
    page.Item("--dot", "Writes the picture in DOT, for Graphviz.");
    page.Item("-w, --watch", "Prints again every second until it is interrupted.");
    page.Item("--advise", "Ends with the network latency (-l of the slave) that would have done for each session.");
    page.Item("-f, --follow", "Shows also what happens from now on, until it is interrupted.");
    page.Item("--on EVENTS",
              "The events to watch for, with commas between them: connected, gone, removed, interrupted, "
              "resumed, lost, late, xrun, refused, device-gone, device-back, transport, fault. Default: "
              "gone,interrupted,lost,xrun,refused,device-gone,fault.");
    page.Item("--run COMMAND",
              "The command, for /bin/sh. Nothing of the event is inserted into it: see ENVIRONMENT. At "
              "most eight run at a time, and each for a minute.");
    page.Item("--notify", "Shows the event with notify-send(1).");
    page.Item("--every SECONDS",
              "At most one alarm in so many seconds for each kind and session; 0: no limit. Default: "
              "10. The next one has the number of those between.");
    page.Item("--http ADDRESS:PORT",
              "Where serve waits for a browser. Default: 127.0.0.1:8019, for this computer only.");
    page.Item(
        "--token TOKEN",
        "What a client of serve must have: 16 to 128 letters, digits and -._~; @FILE reads it from a file. Needed "
        "if ADDRESS can be reached from the network. A browser opens http://ADDRESS:PORT/?token=TOKEN once; "
        "programs send it in the header Authorization: Bearer TOKEN.");
    page.Item("-l, --latency PERIODS", OfDriver('l'));
    page.Item("-e, --encoding ENCODING", OfDriver('e'));
    page.Item("-O, --opus KBIT", OfDriver('O'));
    page.Item("-R, --redundancy PERIODS", OfDriver('R'));
    page.Item("-n, --lines N", "Shows N lines. Default: 50.");
    page.Item("--ask", "Announces a slave and waits for a manager to answer. "
                       "A manager of jack2 then serves no other slave for ten seconds.");
    page.Item("-a, --multicast-ip ADDRESS",
              "The multicast group, or the address of the master. Default: " + Default(ManagerOptions(), 'a') + ".");
    page.Item("-p, --udp-net-port PORT", "The UDP port. Default: " + Default(ManagerOptions(), 'p') + ".");
    page.Item("-h, --help", "Prints the options.");
    page.Section("KEYS OF TOP");
    page.Item("Up, Down, k, j", "Selects a session, or scrolls its details. Also Page Up, Page Down, Home and End.");
    page.Item("s", "Sorts by losses now, all losses, round trip or name.");
    page.Item("d, Enter", "Shows what stat shows of the selected session, or all sessions again. Also Escape.");
    page.Item("q, Ctrl-C", "Ends.");
    page.Section("EXIT STATUS");
    page.Paragraph("list, stat, events, takes and log: 0 if there is a module, session, event, take or line, else 1. "
                   "top and watch: 0. load, unload, list --network, ports, connect, disconnect, patches, patch, label, "
                   "labels and graph: 0 if it is done, for patch load also if it is done later, else 1. serve: 0, or 1 "
                   "if the port is taken. "
                   "doctor: 0, or 1 if something is wrong. All: 2 for bad options.");
    page.Section("ENVIRONMENT");
    AddNetworkVariables(page);
    page.Item("NO_COLOR", "If it is set, top and events show no colors.");
    page.Item("NETJACK2_EVENT, NETJACK2_NAME, NETJACK2_PEER, NETJACK2_REASON, NETJACK2_TEXT",
              "For the command of watch: the kind of the event, the peer's name and address, the reason, and what has "
              "happened as a clause. Other computers choose names: quote them.");
    page.Item("NETJACK2_COUNT, NETJACK2_MILLISECONDS, NETJACK2_CONCEALED, NETJACK2_SUPPRESSED",
              "Likewise: how many, how long, samples that were concealed, and events since the last command that were "
              "not reported.");
    page.Item("NETJACK2_MODULE, NETJACK2_SERVER, NETJACK2_PROCESS, NETJACK2_SESSION, NETJACK2_TIME",
              "Likewise: where it has happened, the session's number, and the time in UTC.");
    page.Item("JACK_DRIVER_DIR", "The folder in which doctor looks for modules if no server runs.");
    page.Section("FILES");
    page.Item("/dev/shm/netjack2.MODULE.PID.N", "The statistics of a module, for every user to read.");
    page.Item("/dev/shm/netjack2-log.UID", "The last log lines of a user's modules.");
    page.Section("SEE ALSO");
    page.Paragraph("netjack2-master(1), netjack2-join(1), netjack2(7), netjack2-netmanager(8), netjack2-driver(8), "
                   "netjack2-netmesh(8), netjack2-netadapter(8), netjack2-audioadapter(8)");
    return {"netjack2", 1, page.Text()};
}

} // namespace netjack2
