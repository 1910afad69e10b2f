// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef NETJACK2_OPTIONS_NETADAPTEROPTIONS_H
#define NETJACK2_OPTIONS_NETADAPTEROPTIONS_H

#include <netjack2/abi.h>

#include "Option.h"

namespace netjack2 {

/** The options of `jack_load netadapter`. */
const ModuleOptions<nj_net_adapter_options> &NetAdapterOptions();

} // namespace netjack2

#endif
