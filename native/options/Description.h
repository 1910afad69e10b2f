// A table of options, told to jackd: the description that lists them, and the list of those that were set.
#ifndef NETJACK2_OPTIONS_DESCRIPTION_H
#define NETJACK2_OPTIONS_DESCRIPTION_H

#include <cstring>

#include <jack/jslist.h>
#include <netjack2/abi.h>

#include "InitString.h"
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
        if (option->remark)
            nj_log_info(option->remark);
    }
    return std::nullopt;
}

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
