// SPDX-License-Identifier: GPL-2.0-or-later
// What the options of the two slaves, the net driver and netadapter, have in common.
#ifndef NETJACK2_OPTIONS_SLAVECHECKS_H
#define NETJACK2_OPTIONS_SLAVECHECKS_H

#include "Option.h"

namespace netjack2 {

/** As much as the path carries, which the two ends find out. */
constexpr const char *kAutoMtu = "auto";

constexpr Range kLatencyRange{0, 30};
constexpr Range kCopiesRange{0, 4};

/** The default of the options that ask for a codec. */
constexpr int kNoCodec = -1;
constexpr const char *kFloatEncoder = "float";

/** What is shown as the default name. jackd passes it on, quotes included, when -n is given without a name. */
constexpr const char *kHostName = "'hostname'";

/** Puts a slave's name into the field; nothing where it is the host's. */
Problem StoreName(const Value &value, char (&field)[64]);

/** A network latency in periods. */
Problem StoreLatency(const Value &value, int32_t &field);

/** In how many later periods each packet is sent again. */
Problem StoreCopies(const Value &value, int32_t &field);

/** Bytes of an IP packet; 0 for auto. */
Problem StoreMtu(const Value &value, int32_t &field);

/** How samples travel, by name. */
Problem StoreEncoder(const Value &value, int32_t &encoder, int32_t &kilobits);

/** Implies Opus; the default that is shown, kNoCodec, does not. */
Problem StoreKilobits(const Value &value, int32_t &encoder, int32_t &kilobits);

/** Refuses what no system has any more. */
Problem RefuseCelt(const Value &value);

} // namespace netjack2

#endif
