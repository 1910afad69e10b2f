// SPDX-License-Identifier: GPL-2.0-or-later
#include "OptionsPage.h"

#include "AudioAdapterOptions.h"
#include "DriverOptions.h"
#include "ManagerOptions.h"
#include "MeshOptions.h"
#include "NetAdapterOptions.h"
#include "NetworkRows.h"
#include "ProgramOptions.h"
#include "Text.h"

namespace netjack2 {

namespace {

constexpr const char *kPreamble = R"(# Options

All options of the modules: what they accept, their defaults, and an example for each.
The manual describes what they do, for the [net driver](manual.md#options-of-the-net-driver),
[netmanager](manual.md#options-of-netmanager), [netadapter](manual.md#options-of-netadapter),
[audioadapter](manual.md#options-of-audioadapter) and [netmesh](manual.md#options-of-netmesh).

An option is typed as `-l 2`, `-l2`, `--latency 2` or `--latency=2`. A switch without a value is on;
it accepts `on`, `true`, `yes`, `1`, `off`, `false`, `no` and `0`. If an option is repeated, its
last value counts; otherwise the order of the options does not matter.

`jackd -d net --help` prints the options of the net driver. `-h` in an init string prints those of
another module in the server's log.

This page is made from the tables in `native/options`, as are the help of the modules, the manual
pages, and the parameters in jackdbus: `build/native/option_tables page >docs/options.md`.
)";

constexpr const char *kPrograms = R"(
`netjack2 join …` has these, too. Beside them, `netjack2 master` has the options of netmanager, and
`netjack2 join` those of netadapter: `netjack2 master -c`.
)";

constexpr const char *kEnvironment = R"(
## Environment variables

| variable | replaces the default of |
|---|---|
)";

std::string Code(std::string_view text) {
    return "`" + std::string(text) + "`";
}

struct Module {
    const char *title;
    const char *source; ///< of its table, in native/options
    const char *command;
    bool hasInitString; ///< the options are the value of -i
};

std::string Row(const Module &module, const OptionFacts &facts) {
    const std::string example = module.hasInitString ? std::string("-i \"") + facts.example + "\"" : facts.example;
    std::string row = "|";
    for (const std::string &cell :
         {Code(std::string("-") + facts.letter), Code(std::string("--") + facts.name), Accepted(facts),
          std::string(facts.fallback), std::string(facts.description), Code(example)})
        row += (cell.empty() ? "" : " ") + cell + " |";
    return row + "\n";
}

/** Options that are there to be rejected have no use, and no row. */
template <typename Options> std::string Section(const Module &module, const OptionTable<Options> &table) {
    std::string rows, rejected;
    for (const OptionFacts &facts : table)
        if (!facts.refusal)
            rows += Row(module, facts);
        else
            rejected += "- " + Code(std::string("-") + facts.letter) + ", " + Code(std::string("--") + facts.name) +
                        ": " + facts.refusal + ".\n";
    return std::string("\n## ") + module.title + "\n\n" + Code(module.command) + "\n\n<!-- options: native/options/" +
           module.source +
           " -->\n\n| | long name | accepts | default | meaning | example |\n|---|---|---|---|---|---|\n" + rows +
           (rejected.empty() ? "" : "\nRejected, with the reason that is logged:\n\n" + rejected);
}

} // namespace

std::string OptionsPage() {
    std::string page = kPreamble;
    page += Section({"Net driver", "DriverOptions.cpp", "jackd -d net …", false}, DriverOptions().table);
    page +=
        Section({"netmanager", "ManagerOptions.cpp", "jack_load netmanager -i \"…\"", true}, ManagerOptions().table);
    page += Section({"netadapter", "NetAdapterOptions.cpp", "jack_load netadapter -i \"…\"", true},
                    NetAdapterOptions().table);
    page += Section({"audioadapter", "AudioAdapterOptions.cpp", "jack_load audioadapter -i \"…\"", true},
                    AudioAdapterOptions().table);
    page += Section({"netmesh", "MeshOptions.cpp", "jack_load netmesh -i \"…\"", true}, MeshOptions().table);
    page += Section({"The programs", "ProgramOptions.cpp", "netjack2 master …", false}, ProgramOptions().table);
    page += kPrograms;
    page += kEnvironment;
    for (const OptionFacts &facts : ManagerOptions().table)
        if (facts.variable)
            page += "| " + Code(facts.variable) + " | " + Code(std::string("-") + facts.letter) +
                    " of the net driver, netmanager and netadapter |\n";
    return page;
}

} // namespace netjack2
