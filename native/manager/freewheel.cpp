// SPDX-License-Identifier: GPL-2.0-or-later
// Whether the server runs without a clock. JACK tells that to clients that are active, and the manager's own is not.
#include <netjack2/abi.h>

#include "jack/EngineControl.h"

int nj_server_is_freewheeling() noexcept {
    const Jack::JackEngineControl *control = Jack::GetEngineControl();
    // As long as it lasts, a server with real-time scheduling is none, and remembers that it was one.
    return control && control->savedRealTime && !control->realTime ? 1 : 0;
}
