// SPDX-License-Identifier: GPL-2.0-or-later
#include "DriverOptions.h"

#include "NetworkRows.h"
#include "SlaveRows.h"
#include "Text.h"

namespace netjack2 {

namespace {

using Options = nj_driver_options;

/** As many ports as the master has. */
constexpr int kMastersChoice = -1;

Option<Options> PortsRow(char letter, const char *name, const char *description, const char *example,
                         int32_t nj_slave_options::*count) {
    return NumberRow<Options>({.letter = letter,
                               .name = name,
                               .type = OptionType::Integer,
                               .description = description,
                               .fallback = "-1",
                               .example = example,
                               .range = kPortCounts,
                               .special = kMastersChoice},
                              [count](Options &options) -> int32_t & { return options.slave.*count; });
}

/** The words stand in the order of the latencies that they mean. */
Problem StoreMode(const OptionFacts &facts, const Value &value, Options &options) {
    for (size_t latency = 0; latency < facts.words.size(); latency++)
        if (value.text == facts.words[latency]) {
            options.slave.latency = static_cast<int32_t>(latency);
            return std::nullopt;
        }
    return MustBe(facts, value);
}

/** An option of jack2's other network driver. Front ends other than a command line would take it for their own. */
Option<Options> NetOneRow(char letter, const char *name, const char *refusal) {
    return RefusedRow<Options>({.letter = letter,
                                .name = name,
                                .description = "Rejected: belongs to the driver netone",
                                .refusal = refusal,
                                .typedOnly = true});
}

} // namespace

const ModuleOptions<Options> &DriverOptions() {
    static const ModuleOptions<Options> module = {
        {AddressRow<Options>("Multicast group, or the address of the master", "-a 192.168.7.20"),
         PortRow<Options>(),
         InterfaceRow<Options>("MIDI inputs (-I of the driver netone) are -i here"),
         MtuRow<Options>(),
         PortsRow('C', "input-ports", "Audio ports from the master; -1: as many as it captures", "-C 8",
                  &nj_slave_options::capture_audio),
         PortsRow('P', "output-ports", "Audio ports to the master; -1: as many as it plays", "-P 2",
                  &nj_slave_options::playback_audio),
         PortsRow('i', "midi-in-ports", "MIDI ports from the master; -1: as many as it captures", "-i 1",
                  &nj_slave_options::capture_midi),
         PortsRow('o', "midi-out-ports", "MIDI ports to the master; -1: as many as it plays", "-o 1",
                  &nj_slave_options::playback_midi),
         CeltRow<Options>('c'),
         EncodingRow<Options>(),
         OpusRow<Options>("MIDI outputs (-O of the driver netone) are -o here"),
         NameRow<Options>(),
         SwitchRow<Options>({.letter = 's',
                             .name = "auto-save",
                             .description = "Save the connections and restore them after a restart",
                             .fallback = "off",
                             .example = "-s"},
                            &Options::auto_save),
         {{.letter = 'm',
           .name = "mode",
           .description = "Old name of a latency: fast is 0, normal 1, slow 2",
           .example = "-m slow",
           .words = {"fast", "normal", "slow"}},
          StoreMode},
         LatencyRow<Options>({.description = "Network latency in periods; overrides -m",
                              .fallback = "5",
                              .example = "-l 2",
                              .hint = "the UDP port (-l of the driver netone) is -p here"}),
         NumberRow<Options>({.letter = 't',
                             .name = "transport-sync",
                             .type = OptionType::Unsigned,
                             .description = "1: share the transport with the master",
                             .fallback = "1",
                             .example = "-t 0",
                             .range = Range{0, 1}},
                            &Options::transport),
         RedundancyRow<Options>("-R 2"),
         WlanRow<Options>(),
         NetOneRow('r', "rate", "belongs to the driver netone; the master sets the sample rate"),
         NetOneRow('f', "factor", "belongs to the driver netone; the master sets the sample rate"),
         NetOneRow('u', "upstream-factor", "belongs to the driver netone; the master sets the sample rate"),
         NetOneRow('b', "bit-depth", "belongs to the driver netone; use -e, encoding"),
         NetOneRow('J', "jitterval", "belongs to the driver netone; use -l, latency"),
         NetOneRow('D', "always-deadline", "belongs to the driver netone; use -l, latency")},
        [](Options &options, const std::string &given) { return CompleteSlave(options.slave, given); }};
    return module;
}

} // namespace netjack2
