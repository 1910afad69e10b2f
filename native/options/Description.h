// SPDX-License-Identifier: GPL-2.0-or-later
// A table of options as jackd wants it described.
#ifndef NETJACK2_OPTIONS_DESCRIPTION_H
#define NETJACK2_OPTIONS_DESCRIPTION_H

#include <cstdlib>

#include "Option.h"
#include "jack/Descriptor.h"

namespace netjack2 {

inline jack_driver_param_type_t ParameterType(OptionType type) {
    switch (type) {
    case OptionType::Integer:
        return JackDriverParamInt;
    case OptionType::Unsigned:
        return JackDriverParamUInt;
    case OptionType::Text:
        return JackDriverParamString;
    case OptionType::Switch:
        break;
    }
    return JackDriverParamBool;
}

/** The range as jackd shows it to front ends, or null where there is none; the server frees it. */
inline jack_driver_param_constraint_desc_t *ConstraintOf(const std::optional<Range> &range) {
    if (!range)
        return nullptr;
    using Constraint = jack_driver_param_constraint_desc_t;
    auto *constraint = static_cast<Constraint *>(std::calloc(1, sizeof(Constraint)));
    if (!constraint)
        return nullptr;
    constraint->flags = JackConstraintIsRange | JackConstraintIsStrict;
    constraint->constraint.range.min.i = static_cast<int32_t>(range->least);
    constraint->constraint.range.max.i = static_cast<int32_t>(range->most);
    return constraint;
}

/** What jackd lists, owns and frees. The tables are short enough for its limits; it asserts on them. */
template <typename Options>
jack_driver_desc_t *Describe(const char *name, jack_driver_type_t type, const char *description,
                             const OptionTable<Options> &table) {
    jack_driver_desc_filler_t filler;
    auto *descriptor = jack_driver_descriptor_construct(name, type, description, &filler);
    for (const auto &option : table) {
        jack_driver_param_value_t value = {};
        if (option.type == OptionType::Text)
            option.fallback.text.copy(value.str, sizeof(value.str) - 1);
        else
            value.i = static_cast<int32_t>(option.fallback.number);
        jack_driver_descriptor_add_parameter(descriptor, &filler, option.name, option.letter,
                                             ParameterType(option.type), &value, ConstraintOf(option.range),
                                             option.description, nullptr);
    }
    return descriptor;
}

} // namespace netjack2

#endif
