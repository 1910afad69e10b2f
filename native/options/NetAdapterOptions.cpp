// SPDX-License-Identifier: GPL-2.0-or-later
#include "NetAdapterOptions.h"

#include "AdapterChecks.h"
#include "Checks.h"
#include "SlaveChecks.h"

namespace netjack2 {

namespace {

using Options = nj_net_adapter_options;

/** The help of jack2 says 5, but it uses 2. */
constexpr int kDefaultLatency = 2;

/** -1 meant "as many as the master has", which a server with a form of its own never did. */
constexpr int kUsual = -1;
constexpr Range kCountRange{kUsual, NJ_MAX_PORTS};

Problem StoreCount(const Value &value, int32_t &field) {
    if (value.number != kUsual)
        return StoreNumber(value, 0, NJ_MAX_PORTS, field);
    field = kDefaultChannels;
    return std::nullopt;
}

Problem StoreMidiCount(const Value &value, int32_t &field) {
    return StoreNumber(value, 0, NJ_MAX_PORTS, field);
}

} // namespace

const OptionTable<Options> &NetAdapterOptions() {
    static const OptionTable<Options> table = {
        {'a',
         "multicast-ip",
         OptionType::Text,
         {0, kDefaultAddress},
         "Multicast address, or address of the master",
         [](Options &options, const Value &value) { return StoreAddress(value, options.slave.address); }},
        {'p',
         "udp-net-port",
         OptionType::Integer,
         {kDefaultPort, {}},
         "UDP port",
         [](Options &options, const Value &value) { return StorePort(value, options.slave.port); },
         kPortRange},
        {'I',
         "interface",
         OptionType::Text,
         {0, kAllInterfaces},
         "Network interface, by name or by an address of it",
         [](Options &options, const Value &value) { return StoreInterface(value, options.slave.interface_name); }},
        {'M',
         "mtu",
         OptionType::Text,
         {0, kAutoMtu},
         "Bytes of an IP packet, 576 to 9000; auto: what the path carries",
         [](Options &options, const Value &value) { return StoreMtu(value, options.slave.mtu); }},
        {'C',
         "input-ports",
         OptionType::Integer,
         {kDefaultChannels, {}},
         "Audio ports from the master, 0 to 255; -1: 2",
         [](Options &options, const Value &value) { return StoreCount(value, options.slave.capture_audio); },
         kCountRange},
        {'P',
         "output-ports",
         OptionType::Integer,
         {kDefaultChannels, {}},
         "Audio ports to the master, 0 to 255; -1: 2",
         [](Options &options, const Value &value) { return StoreCount(value, options.slave.playback_audio); },
         kCountRange},
        {'i',
         "midi-in-ports",
         OptionType::Integer,
         {0, {}},
         "MIDI ports from the master, 0 to 255",
         [](Options &options, const Value &value) { return StoreMidiCount(value, options.slave.capture_midi); },
         Range{0, NJ_MAX_PORTS}},
        {'o',
         "midi-out-ports",
         OptionType::Integer,
         {0, {}},
         "MIDI ports to the master, 0 to 255",
         [](Options &options, const Value &value) { return StoreMidiCount(value, options.slave.playback_midi); },
         Range{0, NJ_MAX_PORTS}},
        {'e',
         "encoding",
         OptionType::Text,
         {0, kFloatEncoder},
         "How audio travels: float, int16 or opus",
         [](Options &options, const Value &value) {
             return StoreEncoder(value, options.slave.encoder, options.slave.kilobits);
         }},
        {'O',
         "opus",
         OptionType::Integer,
         {kNoCodec, {}},
         "Opus with as many kilobits per second and channel, 8 to 512",
         [](Options &options, const Value &value) {
             return StoreKilobits(value, options.slave.encoder, options.slave.kilobits);
         }},
        // Its letter in jack2, c, was that of auto-connect as well.
        {'k',
         "celt",
         OptionType::Integer,
         {kNoCodec, {}},
         "CELT encoding: refused, use -O",
         [](Options &, const Value &value) { return RefuseCelt(value); }},
        {'n',
         "client-name",
         OptionType::Text,
         {0, kHostName},
         "Name of this slave on the master",
         [](Options &options, const Value &value) { return StoreName(value, options.slave.name); }},
        {'t',
         "transport-sync",
         OptionType::Unsigned,
         {0, {}},
         "Accepted, without effect: this server has its own transport",
         [](Options &options, const Value &value) { return StoreNumber(value, 0, 1, options.slave.transport); },
         Range{0, 1}},
        {'l',
         "latency",
         OptionType::Unsigned,
         {kDefaultLatency, {}},
         "Network latency in periods of the master, 0 to 30",
         [](Options &options, const Value &value) { return StoreLatency(value, options.slave.latency); },
         kLatencyRange},
        {'R',
         "redundancy",
         OptionType::Unsigned,
         {0, {}},
         "In how many later periods each packet is sent again, 0 to 4",
         [](Options &options, const Value &value) { return StoreCopies(value, options.slave.copies); },
         kCopiesRange},
        {'q',
         "quality",
         OptionType::Unsigned,
         {kDefaultQuality, {}},
         "Resampling: 0 (least delay) to 4 (highest quality)",
         [](Options &options, const Value &value) { return StoreQuality(value, options.quality); },
         kQualityRange},
        {'g',
         "ring-buffer",
         OptionType::Unsigned,
         {0, {}},
         "Frames between the clocks, half are latency; 0: few",
         [](Options &options, const Value &value) { return StoreRingBuffer(value, options.ring_buffer); }},
        {'c',
         "auto-connect",
         OptionType::Switch,
         {0, {}},
         "Connect the ports with the physical ports",
         [](Options &options, const Value &value) { return StoreNumber(value, 0, 1, options.auto_connect); }},
    };
    return table;
}

Problem SetDefaults(Options &options) {
    options = {};
    options.slave.latency = kDefaultLatency;
    options.slave.sync = 1;
    options.slave.capture_audio = options.slave.playback_audio = kDefaultChannels;
    options.quality = kDefaultQuality;
    return StoreNetworkDefaults(options.slave.address, options.slave.port);
}

} // namespace netjack2
