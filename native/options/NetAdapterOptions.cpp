// SPDX-License-Identifier: GPL-2.0-or-later
#include "NetAdapterOptions.h"

#include "AdapterRows.h"
#include "NetworkRows.h"
#include "SlaveRows.h"

namespace netjack2 {

namespace {

using Options = nj_net_adapter_options;

/** -1 means "as many as the master has" in jack2's help, but two in fact: ports are made before a master is known. */
constexpr int kUsual = -1;
constexpr int kUsualPorts = 2;

Option<Options> AudioRow(char letter, const char *name, const char *description, const char *example,
                         int32_t nj_slave_options::*count) {
    return NumberRow<Options>({.letter = letter,
                               .name = name,
                               .type = OptionType::Integer,
                               .description = description,
                               .fallback = "2",
                               .example = example,
                               .range = kPortCounts,
                               .special = kUsual},
                              [count](Options &options) -> int32_t & { return options.slave.*count; });
}

Option<Options> MidiRow(char letter, const char *name, const char *description, const char *example,
                        int32_t nj_slave_options::*count) {
    return NumberRow<Options>({.letter = letter,
                               .name = name,
                               .type = OptionType::Integer,
                               .description = description,
                               .fallback = "0",
                               .example = example,
                               .range = kPortCounts},
                              [count](Options &options) -> int32_t & { return options.slave.*count; });
}

/** Not stored: the server has a transport of its own. */
Option<Options> TransportRow() {
    return {{.letter = 't',
             .name = "transport-sync",
             .type = OptionType::Unsigned,
             .description = "Without effect: this server keeps its own transport",
             .fallback = "0",
             .example = "-t 0",
             .range = Range{0, 1}},
            [](const OptionFacts &facts, const Value &value, Options &) {
                int32_t ignored = 0;
                return StoreNumber(facts, value, ignored);
            }};
}

Problem Complete(Options &options, const std::string &given) {
    for (int32_t *count : {&options.slave.capture_audio, &options.slave.playback_audio})
        if (*count == kUsual)
            *count = kUsualPorts;
    return CompleteSlave(options.slave, given);
}

} // namespace

const ModuleOptions<Options> &NetAdapterOptions() {
    static const ModuleOptions<Options> module = {
        {AddressRow<Options>("Multicast group, or the address of the master", "-a 192.168.7.20"), PortRow<Options>(),
         InterfaceRow<Options>(), MtuRow<Options>(),
         AudioRow('C', "input-ports", "Audio ports from the master; -1 is 2", "-C 8", &nj_slave_options::capture_audio),
         AudioRow('P', "output-ports", "Audio ports to the master; -1 is 2", "-P 8", &nj_slave_options::playback_audio),
         MidiRow('i', "midi-in-ports", "MIDI ports from the master", "-i 1", &nj_slave_options::capture_midi),
         MidiRow('o', "midi-out-ports", "MIDI ports to the master", "-o 1", &nj_slave_options::playback_midi),
         EncodingRow<Options>(), OpusRow<Options>(), CeltRow<Options>('k'), NameRow<Options>(), TransportRow(),
         // The help of jack2 claims 5, but it uses 2.
         LatencyRow<Options>(
             {.description = "Network latency in periods of the master", .fallback = "2", .example = "-l 5"}),
         RedundancyRow<Options>("-R 1 -l 3"), WlanRow<Options>(), QualityRow<Options>(&Options::quality),
         RingBufferRow<Options>(&Options::ring_buffer), ConnectRow<Options>(&Options::auto_connect)},
        Complete};
    return module;
}

} // namespace netjack2
