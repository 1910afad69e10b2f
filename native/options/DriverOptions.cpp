#include "DriverOptions.h"

#include <cstring>

#include "Checks.h"
#include "Text.h"

namespace netjack2 {

namespace {

using Options = nj_driver_options;

/** As much as the path carries, which the two ends find out. */
constexpr const char *kAutoMtu = "auto";

constexpr int kDefaultLatency = 5;
constexpr int kMaxLatency = 30;
constexpr int kMaxCopies = 4;

/** As many as the master has. */
constexpr int kMastersChoice = -1;
constexpr Range kCountRange{kMastersChoice, NJ_MAX_PORTS};

/** The default of the options that ask for a codec. */
constexpr int kNoCodec = -1;

/** What is shown as the default name. jackd passes it on, quotes included, when -n is given without a name. */
constexpr const char *kHostName = "'hostname'";

Problem StoreCount(const Value &value, int32_t &field) {
    return StoreNumber(value, kMastersChoice, NJ_MAX_PORTS, field);
}

Problem StoreName(Options &options, const Value &value) {
    const std::string name = value.text == kHostName ? "" : Stripped(value.text);
    if (name.size() >= sizeof(options.name))
        return Quoted(name) + " is longer than " + std::to_string(sizeof(options.name) - 1) + " bytes";
    std::memcpy(options.name, name.c_str(), name.size() + 1);
    return std::nullopt;
}

Problem StoreLatency(Options &options, const Value &value) {
    if (value.number > kMaxLatency)
        return "Error : network latency is limited to " + std::to_string(kMaxLatency);
    return StoreNumber(value, 0, kMaxLatency, options.latency);
}

Problem StoreMtu(Options &options, const Value &value) {
    const std::string text = Stripped(value.text);
    options.mtu = 0;
    if (text == kAutoMtu)
        return std::nullopt;
    const auto number = ToNumber(text);
    if (!number)
        return Quoted(value.text) + " is neither auto nor a number";
    return StoreNumber({*number, {}}, 576, 9000, options.mtu);
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

/** How samples travel, as numbered on the wire. */
struct Encoder {
    const char *name;
    int32_t number;
};

constexpr Encoder kFloat = {"float", 0};
constexpr Encoder kInt16 = {"int16", 1};
constexpr Encoder kOpus = {"opus", 3};

constexpr int kLeastKilobits = 8;
constexpr int kMostKilobits = 512;

/** What -e opus means without -O: nobody tells it from the original in music. */
constexpr int kDefaultKilobits = 128;

Problem StoreEncoder(Options &options, const Value &value) {
    for (const Encoder &encoder : {kFloat, kInt16, kOpus})
        if (value.text == encoder.name) {
            options.encoder = encoder.number;
            if (encoder.number != kOpus.number)
                options.kilobits = 0;
            else if (options.kilobits == 0)
                options.kilobits = kDefaultKilobits;
            return std::nullopt;
        }
    return Quoted(value.text) + " is none of float, int16 and opus";
}

/** Implies Opus; the default that is shown, -1, does not. */
Problem StoreKilobits(Options &options, const Value &value) {
    if (value.number == kNoCodec)
        return std::nullopt;
    const Problem problem = StoreNumber(value, kLeastKilobits, kMostKilobits, options.kilobits);
    if (!problem)
        options.encoder = kOpus.number;
    return problem;
}

Problem RefuseCelt(Options &, const Value &value) {
    if (value.number != kNoCodec)
        return "CELT has become Opus: use -O " + std::to_string(value.number) + " instead";
    return std::nullopt;
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
         StoreMtu},
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
        {'c', "celt", OptionType::Integer, {kNoCodec, {}}, "CELT encoding: refused, use -O", RefuseCelt},
        {'e', "encoding", OptionType::Text, {0, kFloat.name}, "How audio travels: float, int16 or opus", StoreEncoder},
        {'O',
         "opus",
         OptionType::Integer,
         {kNoCodec, {}},
         "Opus with as many kilobits per second and channel, 8 to 512",
         StoreKilobits},
        {'n', "client-name", OptionType::Text, {0, kHostName}, "Name of this slave on the master", StoreName},
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
         StoreLatency,
         Range{0, kMaxLatency}},
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
         [](Options &options, const Value &value) { return StoreNumber(value, 0, kMaxCopies, options.copies); },
         Range{0, kMaxCopies}},
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
