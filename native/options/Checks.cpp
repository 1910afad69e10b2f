#include "Checks.h"

#include <cstdlib>
#include <cstring>

#include <arpa/inet.h>

#include "Text.h"

namespace netjack2 {

Problem StoreNumber(const Value &value, int64_t least, int64_t most, int32_t &field) {
    if (value.number < least || value.number > most)
        return std::to_string(value.number) + " is not within " + std::to_string(least) + " to " + std::to_string(most);
    field = static_cast<int32_t>(value.number);
    return std::nullopt;
}

Problem StoreAddress(const Value &value, char (&field)[64]) {
    const std::string address = Stripped(value.text);
    in_addr parsed;
    if (address.size() >= sizeof(field) || inet_pton(AF_INET, address.c_str(), &parsed) != 1)
        return Quoted(value.text) + " is not an IPv4 address like " + kDefaultAddress;
    std::memcpy(field, address.c_str(), address.size() + 1);
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
