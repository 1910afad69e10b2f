// SPDX-License-Identifier: GPL-2.0-or-later
// Options that jackd has parsed: a list of those that were set.
#ifndef NETJACK2_OPTIONS_PARAMETERS_H
#define NETJACK2_OPTIONS_PARAMETERS_H

#include <cstddef>
#include <cstring>

#include <jack/jslist.h>
#include <netjack2/abi.h>

#include "Option.h"
#include "Text.h"
#include "jack/Descriptor.h"

namespace netjack2 {

/** The value of a parameter of this type. */
inline Value ValueOf(OptionType type, const jack_driver_param_value_t &parameter) {
    switch (type) {
    case OptionType::Text:
        return {0, std::string(parameter.str, strnlen(parameter.str, sizeof(parameter.str)))};
    case OptionType::Unsigned:
        return {parameter.ui, {}};
    case OptionType::Switch:
        return {parameter.i != 0, {}};
    case OptionType::Integer:
        break;
    }
    return {parameter.i, {}};
}

/** Sets in @p options what the list says: a node per option that the user set. */
template <typename Options>
Problem ParseParameters(const JSList *parameters, const OptionTable<Options> &table, Options &options) {
    for (const JSList *node = parameters; node; node = node->next) {
        const auto &parameter = *static_cast<const jack_driver_param_t *>(node->data);
        const auto *option = Find(table, parameter.character);
        if (!option)
            return "unknown option " + Quoted(std::string("-") + parameter.character);
        if (auto problem = Store(*option, ValueOf(option->type, parameter.value), options))
            return problem;
    }
    return std::nullopt;
}

} // namespace netjack2

#endif
