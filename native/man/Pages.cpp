// SPDX-License-Identifier: GPL-2.0-or-later
#include "Pages.h"

#include "ClientPages.h"
#include "PageParts.h"
#include "ProgramPage.h"
#include "options/AudioAdapterOptions.h"
#include "options/DriverOptions.h"
#include "options/ManagerOptions.h"
#include "options/MeshOptions.h"
#include "options/NetAdapterOptions.h"

namespace netjack2 {

namespace {

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
    return {ProgramPage(version), MasterPage(version), JoinPage(version),   Overview(version),    Driver(version),
            Manager(version),     Mesh(version),       NetAdapter(version), AudioAdapter(version)};
}

} // namespace netjack2
