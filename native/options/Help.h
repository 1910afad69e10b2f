// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef NETJACK2_OPTIONS_HELP_H
#define NETJACK2_OPTIONS_HELP_H

#include "Option.h"
#include "Text.h"

namespace netjack2 {

/** The lines that -h asks for, laid out as jackd lists the options of a driver. */
template <typename Options> std::vector<std::string> HelpLines(const OptionTable<Options> &table) {
    std::vector<std::string> lines;
    for (const OptionFacts &facts : table)
        lines.push_back(std::string("\t-") + facts.letter + ", --" + facts.name + " \t" + Explained(facts) +
                        (*facts.fallback ? std::string(" (default: ") + facts.fallback + ")" : ""));
    return lines;
}

} // namespace netjack2

#endif
