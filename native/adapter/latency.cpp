// SPDX-License-Identifier: GPL-2.0-or-later
// A module whose latency changes makes the server compute all latencies again. It cannot use its own client for that:
// jackd may close the client at any time, and notifies the module afterwards.
#include <netjack2/abi.h>

#include "jack/Server.h"

int nj_server_update_latencies() noexcept {
    Jack::JackServer *server = Jack::JackServerGlobals::fInstance;
    if (!server)
        return -1;
    Jack::JackEngine &engine = Jack::Unlocked(server->GetEngine());
    // Not by waiting: the thread that unloads the module holds the lock while it waits for the caller of this function.
    if (!engine.Trylock())
        return -1;
    engine.ComputeTotalLatencies();
    engine.Unlock();
    return 0;
}
