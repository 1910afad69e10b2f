// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef NETJACK2_TESTS_PARSED_H
#define NETJACK2_TESTS_PARSED_H

#include <string>

#include "options/InitString.h"

namespace netjack2 {

/** What an init string amounts to: the options of a module, or why it is rejected. */
template <typename Options, const ModuleOptions<Options> &(*Module)()> struct ParsedLine {
    Options options;
    bool help = false;
    Problem problem;

    explicit ParsedLine(const char *line) { problem = ParseInitString(line, Module(), options, help); }

    static std::string ProblemOf(const char *line) { return ParsedLine(line).problem.value_or("none"); }
};

} // namespace netjack2

#endif
