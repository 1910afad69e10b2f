// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef NETJACK2_OPTIONS_AUDIOADAPTEROPTIONS_H
#define NETJACK2_OPTIONS_AUDIOADAPTEROPTIONS_H

#include <netjack2/abi.h>

#include "Option.h"

namespace netjack2 {

/** The options of capture or playback. */
struct CardDirection {
    std::string device;     ///< empty: the one of both directions
    bool isLeftOut = false; ///< "none" in place of a device
    int32_t channels = 0;   ///< of -i or -o
    int32_t count = kUnset; ///< a number in place of a device, which overrides channels
    static constexpr int32_t kUnset = -1;
};

/** The options as they are parsed, and what they amount to. */
struct AudioAdapterSettings {
    std::string device; ///< of both directions
    CardDirection capture;
    CardDirection playback;
    int32_t duplex = 1;
    nj_audio_adapter_options options; ///< complete once all options are parsed
};

/** The options of `jack_load audioadapter`. */
const ModuleOptions<AudioAdapterSettings> &AudioAdapterOptions();

} // namespace netjack2

#endif
