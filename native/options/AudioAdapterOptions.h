// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef NETJACK2_OPTIONS_AUDIOADAPTEROPTIONS_H
#define NETJACK2_OPTIONS_AUDIOADAPTEROPTIONS_H

#include <netjack2/abi.h>

#include "Option.h"

namespace netjack2 {

/** The options of `jack_load audioadapter`. */
const OptionTable<nj_audio_adapter_options> &AudioAdapterOptions();

/** What holds where nothing is set. */
Problem SetDefaults(nj_audio_adapter_options &options);

} // namespace netjack2

#endif
