#include "ManagerOptions.h"

#include "Checks.h"

namespace netjack2 {

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
         nullptr,
         kPortRange},
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
    };
    return table;
}

Problem SetDefaults(nj_manager_options &options) {
    options = {};
    return StoreNetworkDefaults(options.address, options.port);
}

} // namespace netjack2
