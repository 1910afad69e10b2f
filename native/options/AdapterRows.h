// SPDX-License-Identifier: GPL-2.0-or-later
// The options that the two adapters have in common.
#ifndef NETJACK2_OPTIONS_ADAPTERROWS_H
#define NETJACK2_OPTIONS_ADAPTERROWS_H

#include "Checks.h"

namespace netjack2 {

template <typename Options, typename Field> Option<Options> QualityRow(Field field) {
    return NumberRow<Options>({.letter = 'q',
                               .name = "quality",
                               .type = OptionType::Unsigned,
                               .description = "Resampling quality: 0 has the lowest delay",
                               .fallback = "3",
                               .example = "-q 4",
                               .range = Range{0, 4}},
                              field);
}

/** Fewer frames are no buffer; more would be more than a second of it at 48 kHz. */
template <typename Options, typename Field> Option<Options> RingBufferRow(Field field) {
    return NumberRow<Options>({.letter = 'g',
                               .name = "ring-buffer",
                               .type = OptionType::Unsigned,
                               .description = "Frames buffered between the clocks; 0: the safe minimum",
                               .fallback = "0",
                               .example = "-g 2048",
                               .range = Range{64, 65536},
                               .special = 0},
                              field);
}

template <typename Options, typename Field> Option<Options> ConnectRow(Field field) {
    return SwitchRow<Options>({.letter = 'c',
                               .name = "auto-connect",
                               .description = "Connect the ports to the physical ports of other clients",
                               .fallback = "off",
                               .example = "-c"},
                              field);
}

} // namespace netjack2

#endif
