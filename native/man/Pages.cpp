// SPDX-License-Identifier: GPL-2.0-or-later
#include "Pages.h"

#include "ClientPages.h"
#include "PageParts.h"
#include "options/AudioAdapterOptions.h"
#include "options/DriverOptions.h"
#include "options/ManagerOptions.h"
#include "options/MeshOptions.h"
#include "options/NetAdapterOptions.h"

namespace netjack2 {

namespace {

std::string Default(const ModuleOptions<nj_manager_options> &module, char letter) {
    return Find(module.table, letter)->fallback;
}

void AddEnvironment(Roff &page) {
    page.Section("ENVIRONMENT");
    AddNetworkVariables(page);
    page.Item("JACK_DRIVER_DIR", "The folder from which the server loads drivers and internal clients.");
}

ManPage Driver(const std::string &version) {
    Roff page("netjack2-driver", 8, version, "JACK server that follows the clock of another one on the network");
    page.Section("SYNOPSIS");
    page.Paragraph("jackd [server options] -d net [options]");
    page.Section("DESCRIPTION");
    page.Paragraph(
        "The driver net makes a JACK server a slave. Audio and MIDI from the master arrive at its capture ports; "
        "its playback ports are sent to the master, which also sets the period and the sample rate. "
        "The slave announces itself until a master with netjack2-netmanager(8) answers. "
        "Without a master the server runs silently and keeps its ports and connections.");
    page.Paragraph("Attach a negative value to its option: -C-1 or --input-ports=-1. "
                   "In jackdbus(1) the options have their long names: jack_control dps latency 2.");
    AddOptions(page, DriverOptions(), "As the first of these options: prints all of them. The server does not start.");
    AddEnvironment(page);
    AddStateFolder(page);
    page.Section("FILES");
    page.Item("~/.local/state/netjack2/net-driver-NAME.connections",
              "With -s, the connections of the slave NAME, as text. Change it only while no server uses it.");
    page.Section("EXAMPLES");
    page.Example("jackd -R -S -d net -n keys -C 2 -P 2 -l 2\njackd -d net -a 192.168.7.20 -s");
    page.Section("SEE ALSO");
    page.Paragraph("netjack2(7), netjack2-netmanager(8), jackd(1)");
    return {"netjack2-driver", 8, page.Text()};
}

ManPage Manager(const std::string &version) {
    Roff page("netjack2-netmanager", 8, version,
              "internal client that connects slaves on the network to a JACK server");
    page.Section("SYNOPSIS");
    page.Paragraph("jack_load netmanager [-i \"options\"]");
    page.Paragraph("jackd -I netmanager -d ...");
    page.Paragraph("jack_control iload netmanager");
    page.Section("DESCRIPTION");
    page.Paragraph(
        "netmanager finds slaves, which are servers that run netjack2-driver(8), and makes a client with ports for "
        "each of them. A slave that disconnects keeps its client for 30 seconds; see -w.");
    page.Paragraph("In an init string blanks separate words, unless they are in double quotes. "
                   "In jackdbus(1) the options have their long names: jack_control ips netmanager auto-connect true. "
                   "jackd -I passes no options: set the environment.");
    AddOptions(page, ManagerOptions(), "Prints the options in the server's log. Nothing is loaded.");
    AddEnvironment(page);
    AddStateFolder(page);
    page.Section("FILES");
    page.Item("~/.local/state/netjack2/netmanager.connections",
              "With -s, the connections of each slave, as text. Change it only while no server uses it.");
    page.Section("EXAMPLES");
    page.Example("jack_load netmanager -i \"-c -s\"\njack_load netmanager -i \"--udp-net-port=19001 --auto-connect "
                 "on\"\njack_unload netmanager");
    page.Section("SEE ALSO");
    page.Paragraph("netjack2(7), netjack2-driver(8), jack_load(1), jackd(1)");
    return {"netjack2-netmanager", 8, page.Text()};
}

ManPage NetAdapter(const std::string &version) {
    Roff page("netjack2-netadapter", 8, version, "slave in a JACK server that keeps its own clock");
    page.Section("SYNOPSIS");
    page.Paragraph("jack_load netadapter [-i \"options\"]");
    page.Paragraph("jack_control iload netadapter");
    page.Section("DESCRIPTION");
    page.Paragraph(
        "netadapter is a slave like netjack2-driver(8), but in a server that keeps the clock of its own sound card. "
        "Audio between the two clocks is resampled continuously, so that no frame is lost, and MIDI events stay "
        "aligned with the audio. It is a client with ports like those of a card: capture_1 and so on.");
    page.Paragraph("Without a master its ports are silent. The master may have any period and sample rate.");
    AddOptions(page, NetAdapterOptions(), "Prints the options in the server's log. Nothing is loaded.");
    AddEnvironment(page);
    page.Section("EXAMPLES");
    page.Example(
        "jack_load netadapter\njack_load netadapter -i \"-n keys -C 2 -P 2 -i 1 -o 1\"\njack_load second netadapter "
        "-i \"-a 192.168.7.20 -n keys2 -c\"");
    page.Section("SEE ALSO");
    page.Paragraph("netjack2(7), netjack2-driver(8), netjack2-netmanager(8), jack_load(1), jackd(1)");
    return {"netjack2-netadapter", 8, page.Text()};
}

ManPage AudioAdapter(const std::string &version) {
    Roff page("netjack2-audioadapter", 8, version, "a second sound card for a JACK server");
    page.Section("SYNOPSIS");
    page.Paragraph("jack_load audioadapter [-i \"options\"]");
    page.Paragraph("jack_control iload audioadapter");
    page.Section("DESCRIPTION");
    page.Paragraph("audioadapter gives a JACK server a second ALSA sound card. The card has its own clock; audio is "
                   "resampled continuously, so that no frame is lost. It is a client with ports like those of a card: "
                   "capture_1 and so on.");
    page.Paragraph("If the card is unplugged, its ports are silent; it is reopened within a second of its return. "
                   "Two devices, one for each direction, may have two clocks.");
    AddOptions(page, AudioAdapterOptions(),
               "Prints the options and the devices of this computer in the server's log. Nothing is loaded.");
    page.Section("EXAMPLES");
    page.Example("jack_load audioadapter -i \"-P4 -C4\"\njack_load audioadapter -i \"-P hw:1 -C hw:1\"\njack_load "
                 "headphones audioadapter -i \"-d hw:2 -C none -c\"");
    page.Section("SEE ALSO");
    page.Paragraph("netjack2(7), jack_load(1), jackd(1), aplay(1)");
    return {"netjack2-audioadapter", 8, page.Text()};
}

ManPage Mesh(const std::string &version) {
    Roff page("netjack2-netmesh", 8, version, "audio and MIDI directly between the slaves of a JACK server");
    page.Section("SYNOPSIS");
    page.Paragraph("jack_load netmesh [-i \"options\"]");
    page.Paragraph("jackd -I netmesh -d net ...");
    page.Paragraph("jack_control iload netmesh");
    page.Section("DESCRIPTION");
    page.Paragraph(
        "netmesh is loaded by slaves, which are servers that run netjack2-driver(8). All slaves of a master "
        "share its cycles. netmesh makes a client with ports for each other slave of the same master that has "
        "loaded it, a peer. Audio and MIDI go directly from slave to slave, and arrive -l periods later; they "
        "do not pass the master.");
    page.Paragraph("The master needs netjack2-netmanager(8) of netjack2-cs, and no option. "
                   "Without a session with such a master there are no peers.");
    page.Paragraph("In an init string blanks separate words, unless they are in double quotes. "
                   "In jackdbus(1) the options have their long names: jack_control ips netmesh latency 5. "
                   "jackd -I passes no options.");
    AddOptions(page, MeshOptions(), "Prints the options in the server's log. Nothing is loaded.");
    page.Section("EXAMPLES");
    page.Example(
        "jackd -R -I netmesh -d net -n keys\njack_load netmesh -i \"-C 8 -P 8 -i 1 -o 1\"\njack_load netmesh -i "
        "\"-I eth1 -l 1\"\njack_unload netmesh");
    page.Section("SEE ALSO");
    page.Paragraph("netjack2(7), netjack2-driver(8), netjack2-netmanager(8), jack_load(1), jackd(1)");
    return {"netjack2-netmesh", 8, page.Text()};
}

ManPage Program(const std::string &version) {
    Roff page("netjack2", 1, version, "show the state of JACK's network modules and what is wrong with them");
    page.Section("SYNOPSIS");
    page.Paragraph("netjack2 master [options]");
    page.Paragraph("netjack2 join [options]");
    page.Paragraph("netjack2 list [--network] [--json]");
    page.Paragraph("netjack2 stat [--json] [--watch] [--advise]");
    page.Paragraph("netjack2 top");
    page.Paragraph("netjack2 events [--follow] [--json] [MODULE]");
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
    page.Paragraph("netjack2 graph [--dot]");
    page.Paragraph("netjack2 log [-n N]");
    page.Section("DESCRIPTION");
    page.Paragraph("netjack2 reads the statistics that the modules of netjack2(7) write into shared memory. "
                   "Only load, unload, master and join connect to a JACK server. list --network, ports, connect, "
                   "disconnect, patches, patch, graph and the routing of serve ask the netmanager or the netmesh of "
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
    page.Item("watch", "Runs a command, or shows a notice on the desktop, when something happens, until it is "
                       "interrupted. Without --run and --notify it prints a line for each event.");
    page.Item("serve",
              "Shows sessions, levels, events and patches in a browser, and the counters to Prometheus, until it "
              "is interrupted.");
    page.Item("doctor", "Checks servers and their modules, limits, interfaces, routes, the UDP port and firewalls, and "
                        "suggests remedies. As root it can check more.");
    page.Item("load",
              "Loads a module with jack_load(1), and prints its log lines. The words behind the module's name are "
              "its options.");
    page.Item("unload", "Unloads a module with jack_unload(1).");
    page.Item("ports", "Lists the JACK ports of a machine of the rig: of the master, or of a slave with netmesh.");
    page.Item("connect", "Connects an output of a machine of the rig to an input of another one, at both machines. It "
                         "is connected again when a machine reconnects.");
    page.Item("disconnect", "Removes what connect has made.");
    page.Item("patches", "Lists what connect has made, and what each of it waits for.");
    page.Item("patch save", "Writes the patches into a file in TOML; - is standard output.");
    page.Item("patch load", "Connects the patches of such a file, after it is read whole; - is standard input. Patches "
                            "that are not in the file stay.");
    page.Item("graph", "Writes a picture of the machines of the rig and their patches, in SVG.");
    page.Item("log", "Shows the last log lines of the modules of this user's servers and of root's.");
    page.Section("OPTIONS");
    page.Item("--network", "Lists the machines of the whole rig, by the names that ports and connect take.");
    page.Item("--json",
              "Prints JSON: an array of modules with their sessions, of events, machines, ports or patches, in "
              "one line. With --watch "
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
    page.Paragraph("list, stat, events and log: 0 if there is a module, session, event or line, else 1. top and watch: "
                   "0. load, unload, list --network, ports, connect, disconnect, patches, patch and graph: 0 if it is "
                   "done, else 1. serve: 0, or 1 if the port is taken. "
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

ManPage Overview(const std::string &version) {
    Roff page("netjack2", 7, version, "JACK over the network");
    page.Section("DESCRIPTION");
    page.Paragraph(
        "netjack2 connects the JACK servers of several computers over Ethernet. One of them is the master and has the "
        "sound card; the others are slaves and follow its clock. "
        "The modules replace those of jack2, and work together with them.");
    page.Item("netjack2-netmanager(8)", "The internal client in the master's server, which serves the slaves.");
    page.Item("netjack2-driver(8)", "The driver of a slave's server.");
    page.Item("netjack2-netmesh(8)", "Connects the slaves of a master directly with each other.");
    page.Item("netjack2-netadapter(8)", "Makes a slave of a server that keeps the clock of its own sound card.");
    page.Item("netjack2-audioadapter(8)", "Gives any server a second sound card.");
    page.Item("netjack2-master(1)", "netmanager as a program, for PipeWire or jackd.");
    page.Item("netjack2-join(1)", "netadapter as a program, for PipeWire or jackd.");
    page.Item("netjack2(1)", "Shows the state of the modules.");
    page.Section("EXAMPLES");
    page.Paragraph("On the computer with the sound card:");
    page.Example("jackd -d alsa &\njack_load netmanager -i \"-c\"");
    page.Paragraph("On another computer:");
    page.Example("jackd -d net -n keys");
    page.Section("ENVIRONMENT");
    page.Item(
        "JACK_DRIVER_DIR",
        "The folder from which the server loads drivers and internal clients. Set it to that of these modules if they "
        "are not installed in place of those of jack2.");
    page.Section("SEE ALSO");
    page.Paragraph("netjack2(1), netjack2-netmanager(8), netjack2-driver(8), netjack2-netmesh(8), "
                   "netjack2-netadapter(8), netjack2-audioadapter(8), jackd(1)");
    return {"netjack2", 7, page.Text()};
}

} // namespace

std::vector<ManPage> ManPages(const std::string &version) {
    return {Program(version), MasterPage(version), JoinPage(version),   Overview(version),    Driver(version),
            Manager(version), Mesh(version),       NetAdapter(version), AudioAdapter(version)};
}

} // namespace netjack2
