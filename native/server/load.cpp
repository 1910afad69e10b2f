// SPDX-License-Identifier: GPL-2.0-or-later
// The DSP load of the server. JACK gives it to clients, and the driver is none.
#include <netjack2/abi.h>

#include "jack/EngineControl.h"

int32_t nj_server_load() noexcept {
    const Jack::JackEngineControl *control = Jack::GetEngineControl();
    const float load = control ? control->cpuLoad : -1;
    return load >= 0 && load <= NJ_MOST_LOAD / 100 ? static_cast<int32_t>(load * 100) : -1;
}
