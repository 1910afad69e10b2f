// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef NETJACK2_OPTIONS_NETADAPTEROPTIONS_H
#define NETJACK2_OPTIONS_NETADAPTEROPTIONS_H

#include <netjack2/abi.h>

#include "Option.h"

namespace netjack2 {

/** The options of `jack_load netadapter`. */
const OptionTable<nj_net_adapter_options> &NetAdapterOptions();

/** What holds where nothing is set. */
Problem SetDefaults(nj_net_adapter_options &options);

} // namespace netjack2

#endif
