// SPDX-License-Identifier: GPL-2.0-or-later
#include "MeshOptions.h"

#include "SlaveRows.h"

namespace netjack2 {

namespace {

using Options = nj_mesh_options;

Option<Options> PortsRow(char letter, const char *name, const char *description, const char *fallback,
                         const char *example, int32_t Options::*count) {
    return NumberRow<Options>({.letter = letter,
                               .name = name,
                               .type = OptionType::Unsigned,
                               .description = description,
                               .fallback = fallback,
                               .example = example,
                               .range = kPortCounts},
                              count);
}

} // namespace

const ModuleOptions<Options> &MeshOptions() {
    static const ModuleOptions<Options> module = {
        {{{.letter = 'I',
           .name = "interface",
           .description = "Network interface, by name; auto: as packets are routed",
           .fallback = "auto",
           .example = "-I eth1",
           .takes = "an interface name",
           .words = {"auto"}},
          [](const OptionFacts &facts, const Value &value, Options &options) {
              return StoreInterfaceName(facts, value, options.interface_name);
          }},
         NumberRow<Options>({.letter = 'p',
                             .name = "udp-net-port",
                             .type = OptionType::Integer,
                             .description = "UDP port of this computer",
                             .fallback = "19001",
                             .example = "-p 19002",
                             .range = Range{1, 65535}},
                            &Options::port),
         NumberRow<Options>({.letter = 'M',
                             .name = "mtu",
                             .type = OptionType::Unsigned,
                             .description = "Largest IP packet in bytes",
                             .fallback = "1500",
                             .example = "-M 9000",
                             .range = kMtus},
                            &Options::mtu),
         PortsRow('C', "input-ports", "Audio ports from each peer", "2", "-C 8", &Options::capture_audio),
         PortsRow('P', "output-ports", "Audio ports to each peer", "2", "-P 8", &Options::playback_audio),
         PortsRow('i', "midi-in-ports", "MIDI ports from each peer", "0", "-i 1", &Options::capture_midi),
         PortsRow('o', "midi-out-ports", "MIDI ports to each peer", "0", "-o 1", &Options::playback_midi),
         NumberRow<Options>({.letter = 'l',
                             .name = "latency",
                             .type = OptionType::Unsigned,
                             .description = "Network latency in periods; the larger of both ends counts",
                             .fallback = "2",
                             .example = "-l 5",
                             .range = Range{1, 30}},
                            &Options::latency),
         EncodingRow<Options>(),
         OpusRow<Options>()},
        [](Options &options, const std::string &) { return CompletePorts(options); }};
    return module;
}

} // namespace netjack2
