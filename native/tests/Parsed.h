// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef NETJACK2_TESTS_PARSED_H
#define NETJACK2_TESTS_PARSED_H

#include <string>

#include "options/InitString.h"

namespace netjack2 {

/** What becomes of an init string: the options of a module, or why it is refused. */
template <typename Options, const OptionTable<Options> &(*Table)(), Problem (*SetDefaultsOf)(Options &)>
struct ParsedLine {
    Options options;
    bool help = false;
    Problem problem;

    explicit ParsedLine(const char *line) {
        problem = SetDefaultsOf(options);
        if (!problem)
            problem = ParseInitString(line, Table(), options, help);
    }

    static std::string ProblemOf(const char *line) { return ParsedLine(line).problem.value_or("none"); }
};

} // namespace netjack2

#endif
