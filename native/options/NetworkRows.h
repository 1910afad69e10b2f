// SPDX-License-Identifier: GPL-2.0-or-later
// The options of everything that uses the network.
#ifndef NETJACK2_OPTIONS_NETWORKROWS_H
#define NETJACK2_OPTIONS_NETWORKROWS_H

#include <netjack2/abi.h>

#include "Checks.h"

namespace netjack2 {

/** Environment variables that replace the defaults of -a and -p. */
constexpr const char *kAddressVariable = "JACK_NETJACK_MULTICAST";
constexpr const char *kPortVariable = "JACK_NETJACK_PORT";

inline nj_network_options &NetworkOf(nj_manager_options &options) {
    return options.network;
}
inline nj_network_options &NetworkOf(nj_driver_options &options) {
    return options.slave.network;
}
inline nj_network_options &NetworkOf(nj_net_adapter_options &options) {
    return options.slave.network;
}

template <typename Options> Option<Options> AddressRow(const char *description, const char *example) {
    return {{.letter = 'a',
             .name = "multicast-ip",
             .description = description,
             .fallback = "225.3.19.154",
             .example = example,
             .takes = "an IP address",
             .variable = kAddressVariable},
            [](const OptionFacts &facts, const Value &value, Options &options) {
                return StoreAddress(facts, value, NetworkOf(options).address);
            }};
}

template <typename Options> Option<Options> PortRow() {
    return NumberRow<Options>({.letter = 'p',
                               .name = "udp-net-port",
                               .type = OptionType::Integer,
                               .description = "UDP port",
                               .fallback = "19000",
                               .example = "-p 19001",
                               .range = Range{1, 65535},
                               .variable = kPortVariable},
                              [](Options &options) -> int32_t & { return NetworkOf(options).port; });
}

template <typename Options> Option<Options> InterfaceRow(const char *hint = nullptr) {
    return {{.letter = 'I',
             .name = "interface",
             .description = "Network interface, by name or address",
             .fallback = kAllInterfaces,
             .example = "-I eth0",
             .takes = "an interface name, an IP address",
             .words = {kAllInterfaces},
             .hint = hint},
            [](const OptionFacts &facts, const Value &value, Options &options) {
                return StoreInterface(facts, value, NetworkOf(options).interface_name);
            }};
}

} // namespace netjack2

#endif
