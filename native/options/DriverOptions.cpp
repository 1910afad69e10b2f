// SPDX-License-Identifier: GPL-2.0-or-later
#include "DriverOptions.h"

#include "Checks.h"
#include "SlaveChecks.h"
#include "Text.h"

namespace netjack2 {

namespace {

using Options = nj_driver_options;

constexpr int kDefaultLatency = 5;

/** As many as the master has. */
constexpr int kMastersChoice = -1;
constexpr Range kCountRange{kMastersChoice, NJ_MAX_PORTS};

Problem StoreCount(const Value &value, int32_t &field) {
    return StoreNumber(value, kMastersChoice, NJ_MAX_PORTS, field);
}

/** The names that the latencies had up to jack2 1.9.7. */
Problem StoreMode(Options &options, const Value &value) {
    static constexpr const char *kModes[] = {"fast", "normal", "slow"};
    for (int latency = 0; latency < 3; latency++)
        if (value.text == kModes[latency]) {
            options.latency = latency;
            return std::nullopt;
        }
    return Quoted(value.text) + " is none of slow, normal and fast";
}

} // namespace

const OptionTable<Options> &DriverOptions() {
    static const OptionTable<Options> table = {
        {'a',
         "multicast-ip",
         OptionType::Text,
         {0, kDefaultAddress},
         "Multicast address, or address of the master",
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
        {'M',
         "mtu",
         OptionType::Text,
         {0, kAutoMtu},
         "Bytes of an IP packet, 576 to 9000; auto: what the path carries",
         [](Options &options, const Value &value) { return StoreMtu(value, options.mtu); }},
        {'C',
         "input-ports",
         OptionType::Integer,
         {kMastersChoice, {}},
         "Audio ports from the master; -1: as many as it can capture",
         [](Options &options, const Value &value) { return StoreCount(value, options.capture_audio); },
         kCountRange},
        {'P',
         "output-ports",
         OptionType::Integer,
         {kMastersChoice, {}},
         "Audio ports to the master; -1: as many as it can play",
         [](Options &options, const Value &value) { return StoreCount(value, options.playback_audio); },
         kCountRange},
        {'i',
         "midi-in-ports",
         OptionType::Integer,
         {kMastersChoice, {}},
         "MIDI ports from the master; -1: as many as it can capture",
         [](Options &options, const Value &value) { return StoreCount(value, options.capture_midi); },
         kCountRange},
        {'o',
         "midi-out-ports",
         OptionType::Integer,
         {kMastersChoice, {}},
         "MIDI ports to the master; -1: as many as it can play",
         [](Options &options, const Value &value) { return StoreCount(value, options.playback_midi); },
         kCountRange},
        {'c',
         "celt",
         OptionType::Integer,
         {kNoCodec, {}},
         "CELT encoding: refused, use -O",
         [](Options &, const Value &value) { return RefuseCelt(value); }},
        {'e',
         "encoding",
         OptionType::Text,
         {0, kFloatEncoder},
         "How audio travels: float, int16 or opus",
         [](Options &options, const Value &value) { return StoreEncoder(value, options.encoder, options.kilobits); }},
        {'O',
         "opus",
         OptionType::Integer,
         {kNoCodec, {}},
         "Opus with as many kilobits per second and channel, 8 to 512",
         [](Options &options, const Value &value) { return StoreKilobits(value, options.encoder, options.kilobits); }},
        {'n',
         "client-name",
         OptionType::Text,
         {0, kHostName},
         "Name of this slave on the master",
         [](Options &options, const Value &value) { return StoreName(value, options.name); }},
        {'s',
         "auto-save",
         OptionType::Switch,
         {0, {}},
         "Remember connections and make them again, over restarts, too",
         [](Options &options, const Value &value) { return StoreNumber(value, 0, 1, options.auto_save); }},
        {'m',
         "mode",
         OptionType::Text,
         {0, ""},
         "Older name of the latency: slow (2), normal (1) or fast (0)",
         StoreMode},
        {'l',
         "latency",
         OptionType::Unsigned,
         {kDefaultLatency, {}},
         "Network latency in periods, 0 to 30",
         [](Options &options, const Value &value) { return StoreLatency(value, options.latency); },
         kLatencyRange},
        {'t',
         "transport-sync",
         OptionType::Unsigned,
         {1, {}},
         "Share the transport with the master: 0 or 1",
         [](Options &options, const Value &value) { return StoreNumber(value, 0, 1, options.transport); },
         Range{0, 1}},
        {'R',
         "redundancy",
         OptionType::Unsigned,
         {0, {}},
         "In how many later periods each packet is sent again, 0 to 4",
         [](Options &options, const Value &value) { return StoreCopies(value, options.copies); },
         kCopiesRange},
    };
    return table;
}

Problem SetDefaults(Options &options) {
    options = {};
    options.latency = kDefaultLatency;
    options.transport = 1;
    options.capture_audio = options.playback_audio = kMastersChoice;
    options.capture_midi = options.playback_midi = kMastersChoice;
    return StoreNetworkDefaults(options.address, options.port);
}

} // namespace netjack2
