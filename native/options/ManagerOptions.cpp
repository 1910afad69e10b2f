// SPDX-License-Identifier: GPL-2.0-or-later
#include "ManagerOptions.h"

#include "NetworkRows.h"

namespace netjack2 {

const ModuleOptions<nj_manager_options> &ManagerOptions() {
    using Options = nj_manager_options;
    static const ModuleOptions<Options> module = {
        {AddressRow<Options>("Multicast group, or an address of this computer", "-a 225.3.19.155"), PortRow<Options>(),
         InterfaceRow<Options>(),
         SwitchRow<Options>({.letter = 'c',
                             .name = "auto-connect",
                             .description = "Connect each new slave to the physical ports",
                             .fallback = "off",
                             .example = "-c"},
                            &Options::auto_connect),
         SwitchRow<Options>({.letter = 's',
                             .name = "auto-save",
                             .description = "Save the connections of slaves and restore them",
                             .fallback = "off",
                             .example = "-s -c"},
                            &Options::auto_save),
         NumberRow<Options>({.letter = 't',
                             .name = "transport-sync",
                             .type = OptionType::Integer,
                             .description = "1: share the transport with the slaves",
                             .fallback = "1",
                             .example = "-t 0",
                             .range = Range{0, 1}},
                            &Options::transport),
         NumberRow<Options>({.letter = 'w',
                             .name = "hold-time",
                             .type = OptionType::Integer,
                             .description = "Seconds for which a disconnected slave keeps its client",
                             .fallback = "30",
                             .example = "-w 3600",
                             .range = Range{1, 86400}},
                            &Options::hold_time),
         NumberRow<Options>({.letter = 'N',
                             .name = "max-slaves",
                             .type = OptionType::Integer,
                             .description = "Most slaves, including disconnected ones",
                             .fallback = "64",
                             .example = "-N 4",
                             .range = Range{1, 64}},
                            &Options::max_slaves)}};
    return module;
}

} // namespace netjack2
