// SPDX-License-Identifier: GPL-2.0-or-later
#include "ClientPages.h"

#include "PageParts.h"
#include "options/ManagerOptions.h"
#include "options/NetAdapterOptions.h"
#include "options/ProgramOptions.h"

namespace netjack2 {

namespace {

template <typename Module> void AddClientOptions(Roff &page, const ModuleOptions<Module> &module) {
    AddOptions(page, WithProgramOptions(module), "Prints the options.",
               "An unknown option and a value that is not accepted are rejected; standard error has the reason.");
}

void AddProcess(Roff &page) {
    page.Paragraph("It is a client of the server that runs for this user. If there is none, or if the server ends, it "
                   "waits and tries again every second. SIGTERM, SIGINT and SIGHUP end it: its ports are removed, "
                   "and its peers are informed. It logs to standard error, and supports Type=notify of "
                   "systemd.service(5).");
    page.Paragraph("With PipeWire, -Q asks for a period; without it, PipeWire may choose one that is long.");
}

void AddExitStatus(Roff &page) {
    page.Section("EXIT STATUS");
    page.Paragraph("0: it was ended by a signal. 1: it could not start; for example, another one has its name. 2: bad "
                   "options.");
}

void AddClientEnvironment(Roff &page) {
    page.Section("ENVIRONMENT");
    AddNetworkVariables(page);
    page.Item("JACK_DEFAULT_SERVER", "The name of the jackd to connect to.");
    page.Item("PIPEWIRE_REMOTE", "The name of the PipeWire to connect to.");
}

} // namespace

ManPage MasterPage(const std::string &version) {
    Roff page("netjack2-master", 1, version, "connect slaves on the network to PipeWire or a JACK server");
    page.Section("SYNOPSIS");
    page.Paragraph("netjack2 master [options]");
    page.Section("DESCRIPTION");
    page.Paragraph("netjack2 master is netjack2-netmanager(8) as a program. It finds slaves, which are servers that "
                   "run netjack2-driver(8), and makes a client with ports for each of them, in jackd or in PipeWire. "
                   "A change of the server's period is followed; ports and connections remain.");
    AddProcess(page);
    AddClientOptions(page, ManagerOptions());
    AddExitStatus(page);
    AddClientEnvironment(page);
    AddStateFolder(page);
    page.Section("EXAMPLES");
    page.Example("netjack2 master -c\nnetjack2 master -Q 256 -s");
    page.Section("SEE ALSO");
    page.Paragraph("netjack2(1), netjack2-join(1), netjack2(7), netjack2-netmanager(8), netjack2-driver(8)");
    return {"netjack2-master", 1, page.Text()};
}

ManPage JoinPage(const std::string &version) {
    Roff page("netjack2-join", 1, version, "make PipeWire or a JACK server a slave that keeps its own clock");
    page.Section("SYNOPSIS");
    page.Paragraph("netjack2 join [options]");
    page.Section("DESCRIPTION");
    page.Paragraph("netjack2 join is netjack2-netadapter(8) as a program: a slave in a server that keeps the clock of "
                   "its own sound card, jackd or PipeWire. Audio between the two clocks is resampled. It is a client "
                   "with ports like those of a card: capture_1 and so on.");
    AddProcess(page);
    AddClientOptions(page, NetAdapterOptions());
    AddExitStatus(page);
    AddClientEnvironment(page);
    page.Section("EXAMPLES");
    page.Example("netjack2 join -n keys\nnetjack2 join -J second -a 192.168.7.20 -n keys2 -c");
    page.Section("SEE ALSO");
    page.Paragraph("netjack2(1), netjack2-master(1), netjack2(7), netjack2-netadapter(8)");
    return {"netjack2-join", 1, page.Text()};
}

} // namespace netjack2
