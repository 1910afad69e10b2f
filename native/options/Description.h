// A table of options as jackd wants it described.
#ifndef NETJACK2_OPTIONS_DESCRIPTION_H
#define NETJACK2_OPTIONS_DESCRIPTION_H

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
                                             ParameterType(option.type), &value, nullptr, option.description, nullptr);
    }
    return descriptor;
}

} // namespace netjack2

#endif
