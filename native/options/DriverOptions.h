// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef NETJACK2_OPTIONS_DRIVEROPTIONS_H
#define NETJACK2_OPTIONS_DRIVEROPTIONS_H

#include <netjack2/abi.h>

#include "Option.h"

namespace netjack2 {

/** The options of `jackd -d net`. What the server knows itself (sync, realtime, period, rate) is none of them. */
const OptionTable<nj_driver_options> &DriverOptions();

/** What holds where nothing is set. */
Problem SetDefaults(nj_driver_options &options);

} // namespace netjack2

#endif
