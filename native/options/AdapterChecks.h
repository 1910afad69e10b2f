// SPDX-License-Identifier: GPL-2.0-or-later
// What the options of the two adapters have in common.
#ifndef NETJACK2_OPTIONS_ADAPTERCHECKS_H
#define NETJACK2_OPTIONS_ADAPTERCHECKS_H

#include "Option.h"

namespace netjack2 {

constexpr int kDefaultChannels = 2;
constexpr int kDefaultQuality = 3;
constexpr Range kQualityRange{0, 4};

/** How well is resampled. */
Problem StoreQuality(const Value &value, int32_t &field);

/** A number of frames between the clocks; 0: as few as are safe. */
Problem StoreRingBuffer(const Value &value, int32_t &field);

} // namespace netjack2

#endif
