// SPDX-License-Identifier: GPL-2.0-or-later
// One option of a plug-in, as a row of a table from which both the description for jackd and the parsers are made.
#ifndef NETJACK2_OPTIONS_OPTION_H
#define NETJACK2_OPTIONS_OPTION_H

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace netjack2 {

/** Why something was refused, as one line for the user; nothing if it was accepted. */
using Problem = std::optional<std::string>;

enum class OptionType { Integer, Unsigned, Text, Switch };

/** What an option was set to. */
struct Value {
    int64_t number = 0; ///< of an Integer or Unsigned; 0 or 1 of a Switch
    std::string text;   ///< of a Text
};

/** The numbers that an option takes, both ends included. */
struct Range {
    int64_t least;
    int64_t most;
};

template <typename Options> struct Option {
    char letter;
    const char *name;
    OptionType type;
    Value fallback; ///< the default that is shown
    const char *description;

    /** Puts the value into the options, if it is one that is allowed. */
    Problem (*store)(Options &options, const Value &value);

    /** What front ends may offer of a number; the check itself is made in store. */
    std::optional<Range> range = std::nullopt;
};

template <typename Options> using OptionTable = std::vector<Option<Options>>;

/** The row of the letter, or null. */
template <typename Options> const Option<Options> *Find(const OptionTable<Options> &table, char letter) {
    for (const auto &option : table)
        if (option.letter == letter)
            return &option;
    return nullptr;
}

/** The row of the long name, or null. */
template <typename Options> const Option<Options> *Find(const OptionTable<Options> &table, const std::string &name) {
    for (const auto &option : table)
        if (option.name == name)
            return &option;
    return nullptr;
}

/** "option -p, udp-net-port" */
template <typename Options> std::string Title(const Option<Options> &option) {
    return std::string("option -") + option.letter + ", " + option.name;
}

/** Puts the value into the options. A problem names the option. */
template <typename Options> Problem Store(const Option<Options> &option, const Value &value, Options &options) {
    if (const auto problem = option.store(options, value))
        return *problem + " (" + Title(option) + ")";
    return std::nullopt;
}

} // namespace netjack2

#endif
