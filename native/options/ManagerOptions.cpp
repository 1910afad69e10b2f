// SPDX-License-Identifier: GPL-2.0-or-later
#include "ManagerOptions.h"

#include "Checks.h"

namespace netjack2 {

namespace {

constexpr int kDefaultHoldTime = 30;
constexpr Range kHoldTimeRange{1, 86400};
constexpr Range kMaxSlavesRange{1, 64};

} // namespace

const OptionTable<nj_manager_options> &ManagerOptions() {
    using Options = nj_manager_options;
    static const OptionTable<Options> table = {
        {'a',
         "multicast-ip",
         OptionType::Text,
         {0, kDefaultAddress},
         "Multicast address, or own address to listen on",
         [](Options &options, const Value &value) { return StoreAddress(value, options.address); }},
        {'p',
         "udp-net-port",
         OptionType::Integer,
         {kDefaultPort, {}},
         "UDP port",
         [](Options &options, const Value &value) { return StorePort(value, options.port); },
         kPortRange},
        {'I',
         "interface",
         OptionType::Text,
         {0, kAllInterfaces},
         "Network interface, by name or by an address of it",
         [](Options &options, const Value &value) { return StoreInterface(value, options.interface_name); }},
        {'c',
         "auto-connect",
         OptionType::Switch,
         {0, {}},
         "Connect each new slave to the physical ports, audio and MIDI",
         [](Options &options, const Value &value) { return StoreNumber(value, 0, 1, options.auto_connect); }},
        {'s',
         "auto-save",
         OptionType::Switch,
         {0, {}},
         "Remember connections of slaves and make them again",
         [](Options &options, const Value &value) { return StoreNumber(value, 0, 1, options.auto_save); }},
        {'t',
         "transport-sync",
         OptionType::Integer,
         {1, {}},
         "Share the transport with the slaves: 0 or 1",
         [](Options &options, const Value &value) { return StoreNumber(value, 0, 1, options.transport); },
         Range{0, 1}},
        {'w',
         "hold-time",
         OptionType::Integer,
         {kDefaultHoldTime, {}},
         "Seconds that the client of a slave that is gone waits for it",
         [](Options &options, const Value &value) {
             return StoreNumber(value, kHoldTimeRange.least, kHoldTimeRange.most, options.hold_time);
         },
         kHoldTimeRange},
        {'N',
         "max-slaves",
         OptionType::Integer,
         {kMaxSlavesRange.most, {}},
         "Most slaves that are served or waited for",
         [](Options &options, const Value &value) {
             return StoreNumber(value, kMaxSlavesRange.least, kMaxSlavesRange.most, options.max_slaves);
         },
         kMaxSlavesRange},
    };
    return table;
}

Problem SetDefaults(nj_manager_options &options) {
    options = {};
    options.transport = 1;
    options.hold_time = kDefaultHoldTime;
    options.max_slaves = kMaxSlavesRange.most;
    return StoreNetworkDefaults(options.address, options.port);
}

} // namespace netjack2
