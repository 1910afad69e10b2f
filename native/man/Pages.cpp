// SPDX-License-Identifier: GPL-2.0-or-later
#include "Pages.h"

#include "Roff.h"
#include "options/AudioAdapterOptions.h"
#include "options/Checks.h"
#include "options/DriverOptions.h"
#include "options/ManagerOptions.h"
#include "options/NetAdapterOptions.h"

namespace netjack2 {

namespace {

template <typename Options> std::string Term(const Option<Options> &option) {
    const char *value = option.type == OptionType::Switch ? " [on|off]"
                        : option.type == OptionType::Text ? " TEXT"
                                                          : " NUMBER";
    return std::string("-") + option.letter + ", --" + option.name + value;
}

template <typename Options> std::string Meaning(const Option<Options> &option) {
    std::string meaning = std::string(option.description) + ".";
    if (option.range)
        meaning += "\nFrom " + std::to_string(option.range->least) + " to " + std::to_string(option.range->most) + ".";
    if (option.type == OptionType::Switch)
        meaning += std::string("\nDefault: ") + (option.fallback.number ? "on." : "off.");
    else if (option.type != OptionType::Text)
        meaning += "\nDefault: " + std::to_string(option.fallback.number) + ".";
    else if (!option.fallback.text.empty())
        meaning += "\nDefault: " + option.fallback.text + ".";
    return meaning;
}

template <typename Options> void AddOptions(Roff &page, const OptionTable<Options> &table, const char *help) {
    page.Section("OPTIONS");
    for (const auto &option : table)
        page.Item(Term(option), Meaning(option));
    page.Item("-h, --help", help);
    page.Paragraph("What is unknown or out of range is refused, with a line in the server's log that names it.");
}

void AddEnvironment(Roff &page) {
    page.Section("ENVIRONMENT");
    page.Item(kAddressVariable, "The address, where -a is not given.");
    page.Item(kPortVariable, "The port, where -p is not given.");
    page.Item("JACK_DRIVER_DIR", "The folder that the server takes drivers and internal clients from.");
    page.Item("XDG_STATE_HOME", "Where connections are kept: in its folder netjack2. Default: ~/.local/state.");
}

ManPage Driver(const std::string &version) {
    Roff page("netjack2-driver", 8, version, "JACK server that is clocked by another one on the network");
    page.Section("SYNOPSIS");
    page.Paragraph("jackd [server options] -d net [options]");
    page.Section("DESCRIPTION");
    page.Paragraph(
        "The backend net makes a JACK server a slave: audio and MIDI of a master come in at its capture ports, "
        "what its playback ports get goes back, and period and sample rate are the master's. "
        "It announces itself until a master with netjack2-netmanager(8) answers. "
        "While there is none, the server runs silently and keeps its ports and connections.");
    page.Paragraph("A negative value must stick to its option: -C-1 or --input-ports=-1. "
                   "With jackdbus(1) the options bear their long names: jack_control dps latency 2.");
    AddOptions(page, DriverOptions(), "As the first of these options: prints all of them. The server does not start.");
    AddEnvironment(page);
    page.Section("FILES");
    page.Item("~/.local/state/netjack2/net-driver-NAME.connections",
              "With -s, the connections of the ports of the slave NAME: text that can be read and, while no server "
              "uses it, changed.");
    page.Section("EXAMPLES");
    page.Example("jackd -R -S -d net -n keys -C 2 -P 2 -l 2\njackd -d net -a 192.168.7.20 -s");
    page.Section("SEE ALSO");
    page.Paragraph("netjack2(7), netjack2-netmanager(8), jackd(1)");
    return {"netjack2-driver", 8, page.Text()};
}

ManPage Manager(const std::string &version) {
    Roff page("netjack2-netmanager", 8, version, "internal client of a JACK server that serves slaves on the network");
    page.Section("SYNOPSIS");
    page.Paragraph("jack_load netmanager [-i \"options\"]");
    page.Paragraph("jackd -I netmanager -d ...");
    page.Paragraph("jack_control iload netmanager");
    page.Section("DESCRIPTION");
    page.Paragraph(
        "netmanager finds slaves, servers that run netjack2-driver(8), and gives each of them a client with its ports. "
        "A slave that goes away keeps its client for 30 seconds.");
    page.Paragraph("In an init string words are separated by blanks, and double quotes protect blanks. "
                   "With jackdbus(1) the options bear their long names: jack_control ips netmanager auto-connect true. "
                   "jackd -I passes no options: set the environment.");
    AddOptions(page, ManagerOptions(), "Prints the options in the server's log. Nothing is loaded.");
    AddEnvironment(page);
    page.Section("FILES");
    page.Item("~/.local/state/netjack2/netmanager.connections",
              "With -s, the connections of each slave: text that can be read and, while no server uses it, changed.");
    page.Section("EXAMPLES");
    page.Example("jack_load netmanager -i \"-c -s\"\njack_load netmanager -i \"--udp-net-port=19001 --auto-connect "
                 "on\"\njack_unload netmanager");
    page.Section("SEE ALSO");
    page.Paragraph("netjack2(7), netjack2-driver(8), jack_load(1), jackd(1)");
    return {"netjack2-netmanager", 8, page.Text()};
}

ManPage NetAdapter(const std::string &version) {
    Roff page("netjack2-netadapter", 8, version,
              "joins a JACK server that has a clock of its own to one on the network");
    page.Section("SYNOPSIS");
    page.Paragraph("jack_load netadapter [-i \"options\"]");
    page.Paragraph("jack_control iload netadapter");
    page.Section("DESCRIPTION");
    page.Paragraph(
        "netadapter is a slave, as netjack2-driver(8) is one, in a server that keeps the clock of its own sound "
        "card. What passes between the two clocks is resampled all the time, so that neither loses a frame; "
        "MIDI passes at the moment of the sound that it belongs to. Its ports look like those of a card, "
        "capture_1 and so on, in a client of its own.");
    page.Paragraph("While there is no master its ports are silent. Period and rate of the master may be any.");
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
    Roff page("netjack2-audioadapter", 8, version, "a second sound card for a JACK server, resampled");
    page.Section("SYNOPSIS");
    page.Paragraph("jack_load audioadapter [-i \"options\"]");
    page.Paragraph("jack_control iload audioadapter");
    page.Section("DESCRIPTION");
    page.Paragraph("audioadapter gives a JACK server an ALSA sound card beside the one that clocks it, or beside the "
                   "network. The card has a clock of its own; what passes is resampled all the time, so that neither "
                   "loses a frame. Its ports look like those of a card, capture_1 and so on, in a client of its own.");
    page.Paragraph("A card that is pulled out leaves silence, and is taken again within a second when it is back. "
                   "Two devices, one for each direction, may have two clocks.");
    AddOptions(page, AudioAdapterOptions(),
               "Prints the options and this computer's devices in the server's log. Nothing is loaded.");
    page.Section("EXAMPLES");
    page.Example("jack_load audioadapter -i \"-P4 -C4\"\njack_load audioadapter -i \"-P hw:1 -C hw:1\"\njack_load "
                 "headphones audioadapter -i \"-d hw:2 -C none -c\"");
    page.Section("SEE ALSO");
    page.Paragraph("netjack2(7), jack_load(1), jackd(1), aplay(1)");
    return {"netjack2-audioadapter", 8, page.Text()};
}

ManPage Program(const std::string &version) {
    Roff page("netjack2", 1, version, "show what JACK's network modules do, and what keeps them from doing it");
    page.Section("SYNOPSIS");
    page.Paragraph("netjack2 list [--json]");
    page.Paragraph("netjack2 stat [--json] [--watch]");
    page.Paragraph("netjack2 doctor [--ask] [-a ADDRESS] [-p PORT]");
    page.Section("DESCRIPTION");
    page.Paragraph("netjack2 reads what the modules of netjack2(7) write into shared memory while they run. "
                   "It asks no JACK server and disturbs none.");
    page.Item("list", "Modules that are loaded into servers of this computer, and their sessions.");
    page.Item("stat", "What each session counts: packets, losses, round trip, xruns, clocks.");
    page.Item("doctor", "Looks at what usually is wrong (servers and their modules, limits, interfaces, routes, "
                        "the UDP port, firewalls) and says what to do about it. Root sees more.");
    page.Section("OPTIONS");
    page.Item("--json", "JSON, for programs: an array of modules with their sessions, in one line.");
    page.Item("-w, --watch", "Goes on, once a second, until it is interrupted.");
    page.Item("--ask", "Announces a slave and sees whether a manager answers. "
                       "An original manager serves nobody else for ten seconds then.");
    page.Item("-a, --multicast-ip ADDRESS", "The group, or the address of the master. Default: 225.3.19.154.");
    page.Item("-p, --udp-net-port PORT", "The UDP port. Default: 19000.");
    page.Item("-h, --help", "Prints the options.");
    page.Section("EXIT STATUS");
    page.Paragraph("list and stat: 0 if there is a module or session, else 1. "
                   "doctor: 0, or 1 if something is wrong, or 2 for bad options.");
    page.Section("ENVIRONMENT");
    page.Item(kAddressVariable, "The address, where -a is not given.");
    page.Item(kPortVariable, "The port, where -p is not given.");
    page.Item("JACK_DRIVER_DIR", "Where doctor looks for modules if no server runs.");
    page.Section("FILES");
    page.Item("/dev/shm/netjack2.MODULE.PID.N", "The statistics of a module, for every user to read.");
    page.Section("SEE ALSO");
    page.Paragraph("netjack2(7), netjack2-netmanager(8), netjack2-driver(8), netjack2-netadapter(8), "
                   "netjack2-audioadapter(8)");
    return {"netjack2", 1, page.Text()};
}

ManPage Overview(const std::string &version) {
    Roff page("netjack2", 7, version, "JACK over the network");
    page.Section("DESCRIPTION");
    page.Paragraph(
        "netjack2 connects JACK servers by a local network, so that several computers work in the same clock: "
        "one master with a sound card, and slaves that follow it. "
        "The modules take the place of those of jack2, with which they can be mixed.");
    page.Item("netjack2-netmanager(8)", "Is loaded into the master's server and serves the slaves.");
    page.Item("netjack2-driver(8)", "Is the backend of a slave's server.");
    page.Item("netjack2-netadapter(8)", "Makes a slave of a server that keeps the clock of its own sound card.");
    page.Item("netjack2-audioadapter(8)", "Gives any server a second sound card.");
    page.Item("netjack2(1)", "Shows what they do.");
    page.Section("EXAMPLES");
    page.Paragraph("On the computer with the sound card:");
    page.Example("jackd -d alsa &\njack_load netmanager -i \"-c\"");
    page.Paragraph("On another one:");
    page.Example("jackd -d net -n keys");
    page.Section("ENVIRONMENT");
    page.Item(
        "JACK_DRIVER_DIR",
        "The folder that the server takes drivers and internal clients from; that of these modules, if they are not "
        "installed in the place of jack2's.");
    page.Section("SEE ALSO");
    page.Paragraph("netjack2(1), netjack2-netmanager(8), netjack2-driver(8), netjack2-netadapter(8), "
                   "netjack2-audioadapter(8), jackd(1)");
    return {"netjack2", 7, page.Text()};
}

} // namespace

std::vector<ManPage> ManPages(const std::string &version) {
    return {Program(version), Overview(version),   Driver(version),
            Manager(version), NetAdapter(version), AudioAdapter(version)};
}

} // namespace netjack2
