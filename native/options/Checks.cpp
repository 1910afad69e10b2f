// SPDX-License-Identifier: GPL-2.0-or-later
#include "Checks.h"

#include <arpa/inet.h>
#include <net/if.h>

#include "Text.h"

namespace netjack2 {

namespace {

bool IsAddress(int family, const std::string &text) {
    in6_addr parsed;
    return inet_pton(family, text.c_str(), &parsed) == 1;
}

/** A number alone is taken for a mistake: no system names an interface so. */
bool IsInterfaceName(const std::string &text) {
    return !text.empty() && text.size() < IF_NAMESIZE && text.find_first_of("/: \t%") == std::string::npos &&
           !ToNumber(text);
}

bool IsAnyAddress(const std::string &text) {
    const size_t percent = text.find('%');
    if (percent == std::string::npos)
        return IsAddress(AF_INET, text) || IsAddress(AF_INET6, text);
    return IsAddress(AF_INET6, text.substr(0, percent)) && IsInterfaceName(text.substr(percent + 1));
}

} // namespace

Problem StoreNumber(const OptionFacts &facts, const Value &value, int32_t &field) {
    const bool isSpecial = facts.special && value.number == *facts.special;
    if (!isSpecial && (value.number < facts.range->least || value.number > facts.range->most))
        return MustBe(facts, value);
    field = static_cast<int32_t>(value.number);
    return std::nullopt;
}

Problem StoreSwitch(const Value &value, int32_t &field) {
    field = value.number != 0;
    return std::nullopt;
}

Problem StoreAddress(const OptionFacts &facts, const Value &value, char (&field)[64]) {
    const std::string address = Stripped(value.text);
    if (!IsAnyAddress(address) || !StoreText(address, field))
        return MustBe(facts, value);
    return std::nullopt;
}

Problem StoreInterface(const OptionFacts &facts, const Value &value, char (&field)[64]) {
    std::string name = Stripped(value.text);
    if (name == kAllInterfaces)
        name.clear();
    if (!name.empty() && !IsInterfaceName(name) && !IsAddress(AF_INET, name) && !IsAddress(AF_INET6, name))
        return MustBe(facts, value);
    StoreText(name, field);
    return std::nullopt;
}

Problem StoreInterfaceName(const OptionFacts &facts, const Value &value, char (&field)[64]) {
    std::string name = Stripped(value.text);
    if (name == facts.fallback)
        name.clear();
    else if (!IsInterfaceName(name) || IsAnyAddress(name))
        return MustBe(facts, value);
    StoreText(name, field);
    return std::nullopt;
}

Problem Refuse(const OptionFacts &facts, const Value &value) {
    if (*facts.fallback && ToNumber(facts.fallback) == value.number)
        return std::nullopt;
    return facts.refusal;
}

} // namespace netjack2
