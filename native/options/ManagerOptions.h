// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef NETJACK2_OPTIONS_MANAGEROPTIONS_H
#define NETJACK2_OPTIONS_MANAGEROPTIONS_H

#include <netjack2/abi.h>

#include "Option.h"

namespace netjack2 {

/** The options of `jack_load netmanager`. */
const ModuleOptions<nj_manager_options> &ManagerOptions();

} // namespace netjack2

#endif
