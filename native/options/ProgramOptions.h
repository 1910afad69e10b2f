// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef NETJACK2_OPTIONS_PROGRAMOPTIONS_H
#define NETJACK2_OPTIONS_PROGRAMOPTIONS_H

#include <netjack2/program.h>

#include "Option.h"

namespace netjack2 {

/** The options of `netjack2 master` and `netjack2 join` beside those of their modules. */
const ModuleOptions<nj_program_options> &ProgramOptions();

/** The options of a program: its module's, and its own. */
template <typename Module> struct ProgramSettings {
    Module module;
    nj_program_options program;
};

/** The rows of a table, for options of which its own are the part @p member. */
template <typename Options, typename Part>
void AddRows(const OptionTable<Part> &table, Part Options::*member, OptionTable<Options> &all) {
    for (const Option<Part> &row : table)
        all.push_back({row, [&row, member](const OptionFacts &facts, const Value &value, Options &options) {
                           return row.store(facts, value, options.*member);
                       }});
}

/** All rows of a program. */
template <typename Module>
ModuleOptions<ProgramSettings<Module>> WithProgramOptions(const ModuleOptions<Module> &module) {
    using Settings = ProgramSettings<Module>;
    ModuleOptions<Settings> all;
    AddRows(module.table, &Settings::module, all.table);
    AddRows(ProgramOptions().table, &Settings::program, all.table);
    return all;
}

} // namespace netjack2

#endif
