// SPDX-License-Identifier: GPL-2.0-or-later
// Options that jackd has parsed: a list of those that were set.
#ifndef NETJACK2_OPTIONS_PARAMETERS_H
#define NETJACK2_OPTIONS_PARAMETERS_H

#include <cstddef>
#include <cstring>

#include <jack/jslist.h>
#include <netjack2/abi.h>

#include "Defaults.h"
#include "Description.h"
#include "Option.h"
#include "Text.h"
#include "jack/Descriptor.h"

namespace netjack2 {

/** The value of a parameter that was described with @p numbers. */
inline Problem ValueOf(const OptionFacts &facts, const jack_driver_param_value_t &parameter, Numbers numbers,
                       Value &value) {
    if (facts.type == OptionType::Switch)
        value = {parameter.i != 0, {}};
    else if (facts.type == OptionType::Text || numbers == Numbers::AsTexts)
        return Convert(facts, std::string(parameter.str, strnlen(parameter.str, sizeof(parameter.str))), value);
    else
        value = {facts.type == OptionType::Unsigned ? static_cast<int64_t>(parameter.ui) : parameter.i, {}};
    return std::nullopt;
}

/** Sets in @p options the defaults and the values of the list: a node per option that the user set. */
template <typename Options>
Problem ParseParameters(const JSList *parameters, const ModuleOptions<Options> &module, Options &options,
                        Numbers numbers = Numbers::AsNumbers) {
    if (auto problem = SetDefaults(module.table, options))
        return problem;
    std::string given;
    for (const JSList *node = parameters; node; node = node->next) {
        const auto &parameter = *static_cast<const jack_driver_param_t *>(node->data);
        const auto *option = Find(module.table, parameter.character);
        if (!option)
            return "unknown option " + Quoted(std::string("-") + parameter.character);
        Value value;
        if (const auto problem = ValueOf(*option, parameter.value, numbers, value))
            return Title(*option) + ": " + *problem;
        if (auto problem = Store(*option, value, options, given))
            return problem;
    }
    return Complete(module, options, given);
}

} // namespace netjack2

#endif
