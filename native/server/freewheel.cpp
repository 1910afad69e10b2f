// SPDX-License-Identifier: GPL-2.0-or-later
// Whether the server freewheels. JACK notifies active clients only, and the client of netmanager, or of netmesh, is not
// active.
#include <netjack2/abi.h>

#include "jack/EngineControl.h"

int nj_server_is_freewheeling() noexcept {
    const Jack::JackEngineControl *control = Jack::GetEngineControl();
    // During freewheel a server with real-time scheduling has switched it off, and remembers that it had it.
    return control && control->savedRealTime && !control->realTime ? 1 : 0;
}
