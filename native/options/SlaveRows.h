// SPDX-License-Identifier: GPL-2.0-or-later
// The options that the two slaves, the net driver and netadapter, have in common, and some of them with netmesh.
#ifndef NETJACK2_OPTIONS_SLAVEROWS_H
#define NETJACK2_OPTIONS_SLAVEROWS_H

#include <netjack2/abi.h>

#include "Checks.h"

namespace netjack2 {

constexpr Range kPortCounts{0, NJ_MAX_PORTS};
constexpr Range kMtus{576, 9000};
constexpr Range kLatencies{0, 30};

/** The default of the options that ask for a codec. */
constexpr int kNoCodec = -1;

inline nj_slave_options &SlaveOf(nj_driver_options &options) {
    return options.slave;
}
inline nj_slave_options &SlaveOf(nj_net_adapter_options &options) {
    return options.slave;
}

/** Not a slave, but its codec is set in the same way. */
inline nj_mesh_options &SlaveOf(nj_mesh_options &options) {
    return options;
}

Problem StoreMtu(const OptionFacts &facts, const Value &value, int32_t &field);
Problem StoreEncoder(const OptionFacts &facts, const Value &value, int32_t &field);
Problem StoreName(const OptionFacts &facts, const Value &value, char (&field)[64]);

/** Opus if a bit rate is set, and the usual bit rate if Opus is. */
void SettleEncoder(int32_t &encoder, int32_t &kilobits);

/** Stores a number, or the mode that one of the words means. */
Problem StoreLatency(const OptionFacts &facts, const Value &value, nj_slave_options &options);

/** Settles what depends on several options of a slave, of which @p given have been set. */
Problem CompleteSlave(nj_slave_options &options, const std::string &given);

/** Settles the encoder, and rejects options without any port. */
template <typename Options> Problem CompletePorts(Options &options) {
    SettleEncoder(options.encoder, options.kilobits);
    if ((options.capture_audio | options.playback_audio | options.capture_midi | options.playback_midi) == 0)
        return "-C, -P, -i and -o are all 0, so that there is no port; give one of them another number";
    return std::nullopt;
}

template <typename Options> Option<Options> MtuRow() {
    return {{.letter = 'M',
             .name = "mtu",
             .description = "Largest IP packet in bytes; auto: what the path carries",
             .fallback = "auto",
             .example = "-M 1400",
             .range = kMtus,
             .words = {"auto"}},
            [](const OptionFacts &facts, const Value &value, Options &options) {
                return StoreMtu(facts, value, SlaveOf(options).mtu);
            }};
}

/** The letter of jack2, c, is auto-connect's as well in netadapter. */
template <typename Options> Option<Options> CeltRow(char letter) {
    return RefusedRow<Options>({.letter = letter,
                                .name = "celt",
                                .type = OptionType::Integer,
                                .description = "Rejected: CELT is not supported, use -O",
                                .fallback = "-1",
                                .special = kNoCodec,
                                .refusal = "CELT is not supported; use -O, opus"});
}

template <typename Options> Option<Options> EncodingRow() {
    return {{.letter = 'e',
             .name = "encoding",
             .description = "Encoding of the audio samples",
             .fallback = "float",
             .example = "-e int16",
             .words = {"float", "int16", "opus"}},
            [](const OptionFacts &facts, const Value &value, Options &options) {
                return StoreEncoder(facts, value, SlaveOf(options).encoder);
            }};
}

template <typename Options> Option<Options> OpusRow(const char *hint = nullptr) {
    return NumberRow<Options>({.letter = 'O',
                               .name = "opus",
                               .type = OptionType::Integer,
                               .description = "Opus with this many kbit/s per channel; overrides -e",
                               .fallback = "-1",
                               .example = "-O 96",
                               .range = Range{8, 512},
                               .special = kNoCodec,
                               .hint = hint},
                              [](Options &options) -> int32_t & { return SlaveOf(options).kilobits; });
}

template <typename Options> Option<Options> NameRow() {
    return {{.letter = 'n',
             .name = "client-name",
             .description = "Name of this slave on the master",
             .fallback = "'hostname'",
             .example = "-n keys",
             .takes = "a name of up to 63 bytes"},
            [](const OptionFacts &facts, const Value &value, Options &options) {
                return StoreName(facts, value, SlaveOf(options).name);
            }};
}

template <typename Options> Option<Options> RedundancyRow(const char *example) {
    return NumberRow<Options>({.letter = 'R',
                               .name = "redundancy",
                               .type = OptionType::Unsigned,
                               .description = "Send each packet again in this many later periods",
                               .fallback = "0",
                               .example = example,
                               .range = Range{0, 4}},
                              [](Options &options) -> int32_t & { return SlaveOf(options).copies; });
}

/** Words in the order of their modes, from NJ_LATENCY_AUTO on. */
template <typename Options> Option<Options> LatencyRow(OptionFacts facts) {
    facts.letter = 'l';
    facts.name = "latency";
    facts.range = kLatencies;
    facts.words = {"auto", "auto:stable"};
    return {std::move(facts), [](const OptionFacts &row, const Value &value, Options &options) {
                return StoreLatency(row, value, options.slave);
            }};
}

template <typename Options> Option<Options> WlanRow() {
    return SwitchRow<Options>({.letter = 'W',
                               .name = "wlan",
                               .description = "For Wi-Fi: -e int16 -l auto:stable, sent as voice",
                               .fallback = "off",
                               .example = "-W"},
                              [](Options &options) -> int32_t & { return options.slave.wlan; });
}

} // namespace netjack2

#endif
