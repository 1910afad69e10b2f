// What the options of several modules have in common.
#ifndef NETJACK2_OPTIONS_CHECKS_H
#define NETJACK2_OPTIONS_CHECKS_H

#include "Option.h"

namespace netjack2 {

constexpr const char *kDefaultAddress = "225.3.19.154";
constexpr int kDefaultPort = 19000;
constexpr Range kPortRange{1, 65535};

/** Environment variables that replace the two. */
constexpr const char *kAddressVariable = "JACK_NETJACK_MULTICAST";
constexpr const char *kPortVariable = "JACK_NETJACK_PORT";

/** Puts the number into the field if it lies between the bounds, both included. */
Problem StoreNumber(const Value &value, int64_t least, int64_t most, int32_t &field);

/** Puts an IPv4 address into a field of 64 bytes. */
Problem StoreAddress(const Value &value, char (&field)[64]);

Problem StorePort(const Value &value, int32_t &field);

/** Puts the defaults of address and port into the fields, or what the environment says instead. */
Problem StoreNetworkDefaults(char (&address)[64], int32_t &port);

} // namespace netjack2

#endif
