// SPDX-License-Identifier: GPL-2.0-or-later
#include "AdapterChecks.h"

#include "Checks.h"

namespace netjack2 {

namespace {

/** Fewer are no buffer, more are no use: a second and a half at 48 kHz, half of it latency. */
constexpr Range kRingBufferRange{64, 65536};

} // namespace

Problem StoreQuality(const Value &value, int32_t &field) {
    return StoreNumber(value, kQualityRange.least, kQualityRange.most, field);
}

Problem StoreRingBuffer(const Value &value, int32_t &field) {
    if (value.number != 0)
        return StoreNumber(value, kRingBufferRange.least, kRingBufferRange.most, field);
    field = 0;
    return std::nullopt;
}

} // namespace netjack2
