// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef NETJACK2_OPTIONS_DRIVEROPTIONS_H
#define NETJACK2_OPTIONS_DRIVEROPTIONS_H

#include <netjack2/abi.h>

#include "Option.h"

namespace netjack2 {

/** The options of `jackd -d net`. */
const ModuleOptions<nj_driver_options> &DriverOptions();

} // namespace netjack2

#endif
