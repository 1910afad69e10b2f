// SPDX-License-Identifier: GPL-2.0-or-later
// A table of options as jackd wants it described.
#ifndef NETJACK2_OPTIONS_DESCRIPTION_H
#define NETJACK2_OPTIONS_DESCRIPTION_H

#include <cstdlib>

#include "Option.h"
#include "Text.h"
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

/** How the front end hands numbers over. jackd itself reads them by atoi, which makes 0 of a word and a small number of
    a large one; as texts they arrive as they were typed. */
enum class Numbers { AsNumbers, AsTexts };

/** The range as jackd shows it to front ends, or null if there is none that is one piece; the server frees it. */
inline jack_driver_param_constraint_desc_t *ConstraintOf(const OptionFacts &facts) {
    const bool isOnePiece = facts.range && (!facts.special || *facts.special == facts.range->least - 1);
    if (!IsNumber(facts.type) || !isOnePiece)
        return nullptr;
    using Constraint = jack_driver_param_constraint_desc_t;
    auto *constraint = static_cast<Constraint *>(std::calloc(1, sizeof(Constraint)));
    if (!constraint)
        return nullptr;
    constraint->flags = JackConstraintIsRange | JackConstraintIsStrict;
    constraint->constraint.range.min.i = static_cast<int32_t>(facts.special.value_or(facts.range->least));
    constraint->constraint.range.max.i = static_cast<int32_t>(facts.range->most);
    return constraint;
}

/** What jackd lists, owns and frees. The tables are short enough for its limits; it asserts on them. */
template <typename Options>
jack_driver_desc_t *Describe(const char *name, jack_driver_type_t type, const char *description,
                             const OptionTable<Options> &table, Numbers numbers = Numbers::AsNumbers) {
    jack_driver_desc_filler_t filler;
    auto *descriptor = jack_driver_descriptor_construct(name, type, description, &filler);
    for (const OptionFacts &facts : table) {
        if (facts.typedOnly && numbers == Numbers::AsNumbers)
            continue;
        const bool isText = facts.type == OptionType::Text || (IsNumber(facts.type) && numbers == Numbers::AsTexts);
        jack_driver_param_value_t value = {};
        Value fallback;
        if (isText)
            StoreText(facts.fallback, value.str);
        else if (!Convert(facts, facts.fallback, fallback))
            value.i = static_cast<int32_t>(fallback.number);
        jack_driver_descriptor_add_parameter(
            descriptor, &filler, facts.name, facts.letter, isText ? JackDriverParamString : ParameterType(facts.type),
            &value, isText ? nullptr : ConstraintOf(facts), facts.description, Explained(facts).c_str());
    }
    return descriptor;
}

} // namespace netjack2

#endif
