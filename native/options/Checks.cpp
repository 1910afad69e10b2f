// SPDX-License-Identifier: GPL-2.0-or-later
#include "Checks.h"

#include <cstdlib>
#include <cstring>

#include <arpa/inet.h>
#include <net/if.h>

#include "Text.h"

namespace netjack2 {

Problem StoreNumber(const Value &value, int64_t least, int64_t most, int32_t &field) {
    if (value.number < least || value.number > most)
        return std::to_string(value.number) + " is not within " + std::to_string(least) + " to " + std::to_string(most);
    field = static_cast<int32_t>(value.number);
    return std::nullopt;
}

namespace {

bool IsAddress(int family, const std::string &text) {
    in6_addr parsed;
    return inet_pton(family, text.c_str(), &parsed) == 1;
}

bool IsInterfaceName(const std::string &text) {
    return !text.empty() && text.size() < IF_NAMESIZE && text.find_first_of("/: \t%") == std::string::npos;
}

} // namespace

Problem StoreAddress(const Value &value, char (&field)[64]) {
    const std::string address = Stripped(value.text);
    const size_t percent = address.find('%');
    const bool scoped = percent != std::string::npos;
    if (scoped && !IsInterfaceName(address.substr(percent + 1)))
        return "behind the % of " + Quoted(value.text) + " there is no name of an interface";
    if (address.size() >= sizeof(field) ||
        (!IsAddress(AF_INET6, address.substr(0, percent)) && (scoped || !IsAddress(AF_INET, address))))
        return Quoted(value.text) + " is no address like " + kDefaultAddress + ", ff12::1 or fe80::1%eth0";
    std::memcpy(field, address.c_str(), address.size() + 1);
    return std::nullopt;
}

Problem StoreInterface(const Value &value, char (&field)[64]) {
    std::string name = Stripped(value.text);
    if (name == kAllInterfaces)
        name.clear();
    if (!name.empty() && !IsInterfaceName(name) && !IsAddress(AF_INET, name) && !IsAddress(AF_INET6, name))
        return Quoted(value.text) + " is neither the name of an interface, like eth0, nor an address";
    std::memcpy(field, name.c_str(), name.size() + 1);
    return std::nullopt;
}

Problem StorePort(const Value &value, int32_t &field) {
    return StoreNumber(value, kPortRange.least, kPortRange.most, field);
}

namespace {

template <typename Field>
Problem StoreVariable(const char *variable, const char *fallback, OptionType type,
                      Problem (*store)(const Value &, Field &), Field &field) {
    const char *set = std::getenv(variable);
    Value value;
    auto problem = Convert(type, set && *set ? set : fallback, value);
    if (!problem)
        problem = store(value, field);
    if (problem)
        return std::string("environment variable ") + variable + ": " + *problem;
    return std::nullopt;
}

} // namespace

Problem StoreNetworkDefaults(char (&address)[64], int32_t &port) {
    if (auto problem = StoreVariable(kAddressVariable, kDefaultAddress, OptionType::Text, StoreAddress, address))
        return problem;
    return StoreVariable(kPortVariable, std::to_string(kDefaultPort).c_str(), OptionType::Integer, StorePort, port);
}

} // namespace netjack2
