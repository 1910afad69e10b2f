// SPDX-License-Identifier: GPL-2.0-or-later
// The DSP load of the server. JACK gives it to clients, and the driver is none.
#include <netjack2/abi.h>

#include "jack/EngineControl.h"

int32_t nj_server_load() noexcept {
    const Jack::JackEngineControl *control = Jack::GetEngineControl();
    const float hundredths = control ? control->cpuLoad * 100 : -1;
    return hundredths >= 0 && hundredths <= NJ_MOST_LOAD ? static_cast<int32_t>(hundredths) : -1;
}
