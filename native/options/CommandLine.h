// SPDX-License-Identifier: GPL-2.0-or-later
// Parsing of a program's command line by a table of options.
#ifndef NETJACK2_OPTIONS_COMMANDLINE_H
#define NETJACK2_OPTIONS_COMMANDLINE_H

#include <string_view>

#include "InitString.h"

namespace netjack2 {

/** Words that follow each other in memory, each with a NUL at its end, as in /proc/PID/cmdline. */
inline std::vector<Word> WordsOf(const char *words, uint32_t count) {
    std::vector<Word> list;
    for (uint32_t index = 0; index < count; index++) {
        list.push_back({words});
        words += list.back().text.size() + 1;
    }
    return list;
}

/** Sets in @p options the defaults and the values of the words, and in @p given the letters of the options that they
    set; @p help is set if they ask for help. */
template <typename Options>
Problem ParseWords(std::vector<Word> words, const ModuleOptions<Options> &module, Options &options, std::string &given,
                   bool &help) {
    if (auto problem = SetDefaults(module.table, options))
        return problem;
    InitStringParser<Options> parser(module.table, std::move(words));
    const auto problem = parser.Parse(options, help);
    given = parser.Given();
    return problem;
}

} // namespace netjack2

#endif
