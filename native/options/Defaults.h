// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef NETJACK2_OPTIONS_DEFAULTS_H
#define NETJACK2_OPTIONS_DEFAULTS_H

#include <cstdlib>

#include "Option.h"
#include "Text.h"

namespace netjack2 {

/** Puts the defaults into @p options, or those of the environment instead. */
template <typename Options> Problem SetDefaults(const OptionTable<Options> &table, Options &options) {
    options = {};
    for (const auto &option : table) {
        const char *set = option.variable ? std::getenv(option.variable) : nullptr;
        const char *text = set && *set ? set : option.fallback;
        if (!*text)
            continue;
        Value value;
        auto problem = Convert(option, text, value);
        if (!problem)
            problem = option.store(option, value, options);
        if (problem)
            return (text == set ? std::string("environment variable ") + option.variable : Title(option)) + ": " +
                   *problem;
    }
    return std::nullopt;
}

/** Settles what depends on several options, of which @p given have been set. */
template <typename Options>
Problem Complete(const ModuleOptions<Options> &module, Options &options, const std::string &given) {
    return module.complete ? module.complete(options, given) : std::nullopt;
}

} // namespace netjack2

#endif
