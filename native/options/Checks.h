// SPDX-License-Identifier: GPL-2.0-or-later
// What the options of several modules have in common.
#ifndef NETJACK2_OPTIONS_CHECKS_H
#define NETJACK2_OPTIONS_CHECKS_H

#include "Option.h"

namespace netjack2 {

constexpr const char *kDefaultAddress = "225.3.19.154";
constexpr int kDefaultPort = 19000;
constexpr Range kPortRange{1, 65535};

/** What -I says where it restricts nothing. */
constexpr const char *kAllInterfaces = "all";

/** Environment variables that replace the two. */
constexpr const char *kAddressVariable = "JACK_NETJACK_MULTICAST";
constexpr const char *kPortVariable = "JACK_NETJACK_PORT";

/** Puts the number into the field if it lies between the bounds, both included. */
Problem StoreNumber(const Value &value, int64_t least, int64_t most, int32_t &field);

/** Puts an address of IPv4, or one of IPv6 with or without %interface, into a field of 64 bytes. */
Problem StoreAddress(const Value &value, char (&field)[64]);

/** Puts the name of an interface, or an address, into a field of 64 bytes. Whether it is there is known only later. */
Problem StoreInterface(const Value &value, char (&field)[64]);

Problem StorePort(const Value &value, int32_t &field);

/** Puts the defaults of address and port into the fields, or what the environment says instead. */
Problem StoreNetworkDefaults(char (&address)[64], int32_t &port);

} // namespace netjack2

#endif
