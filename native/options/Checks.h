// SPDX-License-Identifier: GPL-2.0-or-later
// How values are checked and stored, for the options of all modules.
#ifndef NETJACK2_OPTIONS_CHECKS_H
#define NETJACK2_OPTIONS_CHECKS_H

#include <functional>
#include <utility>

#include "Option.h"

namespace netjack2 {

/** The value of -I that restricts nothing. */
constexpr const char *kAllInterfaces = "all";

/** Stores a number that is in the range of the option, or its special one. */
Problem StoreNumber(const OptionFacts &facts, const Value &value, int32_t &field);

/** Stores 0 or 1. */
Problem StoreSwitch(const Value &value, int32_t &field);

/** Stores an address of IPv4, or one of IPv6 with or without %interface. */
Problem StoreAddress(const OptionFacts &facts, const Value &value, char (&field)[64]);

/** Stores the name of an interface, or an address. Whether the interface exists is known only later. */
Problem StoreInterface(const OptionFacts &facts, const Value &value, char (&field)[64]);

/** Stores the name of an interface, or nothing for the default. Whether the interface exists is known only later. */
Problem StoreInterfaceName(const OptionFacts &facts, const Value &value, char (&field)[64]);

/** Accepts the default, and rejects every other value with the reason that the facts give. */
Problem Refuse(const OptionFacts &facts, const Value &value);

/** A row whose number is stored in the @p field of the options: a pointer to a member, or a function. */
template <typename Options, typename Field> Option<Options> NumberRow(OptionFacts facts, Field field) {
    return {std::move(facts), [field](const OptionFacts &row, const Value &value, Options &options) {
                return StoreNumber(row, value, std::invoke(field, options));
            }};
}

/** A row that is switched on or off in the @p field of the options. */
template <typename Options, typename Field> Option<Options> SwitchRow(OptionFacts facts, Field field) {
    facts.type = OptionType::Switch;
    return {std::move(facts), [field](const OptionFacts &, const Value &value, Options &options) {
                return StoreSwitch(value, std::invoke(field, options));
            }};
}

/** A row whose only purpose is the reason why the option is rejected. */
template <typename Options> Option<Options> RefusedRow(OptionFacts facts) {
    return {std::move(facts), [](const OptionFacts &row, const Value &value, Options &) { return Refuse(row, value); }};
}

} // namespace netjack2

#endif
