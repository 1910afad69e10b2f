// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef NETJACK2_OPTIONS_HELP_H
#define NETJACK2_OPTIONS_HELP_H

#include "Option.h"

namespace netjack2 {

/** The lines that -h asks for, in the form in which jackd lists a driver's options. */
template <typename Options> std::vector<std::string> HelpLines(const OptionTable<Options> &table) {
    std::vector<std::string> lines;
    for (const auto &option : table) {
        std::string fallback = option.fallback.text;
        if (option.type == OptionType::Switch)
            fallback = option.fallback.number ? "true" : "false";
        else if (option.type != OptionType::Text)
            fallback = std::to_string(option.fallback.number);
        lines.push_back(std::string("\t-") + option.letter + ", --" + option.name + " \t" + option.description +
                        " (default: " + fallback + ")");
    }
    return lines;
}

} // namespace netjack2

#endif
