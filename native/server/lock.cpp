// SPDX-License-Identifier: GPL-2.0-or-later
// Whether jackd called with the engine locked: it does where a client is unloaded, and does not where the server ends.
#include <netjack2/abi.h>

#include "jack/Server.h"

int nj_server_is_locked_here() noexcept {
    Jack::JackServer *server = Jack::JackServerGlobals::fInstance;
    return server && Jack::Unlocked(server->GetEngine()).IsMine() ? 1 : 0;
}
