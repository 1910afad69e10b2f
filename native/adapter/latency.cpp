// SPDX-License-Identifier: GPL-2.0-or-later
// A module whose latency changes while it runs has to make the server ask for it again. Its own client cannot be used
// for that: jackd closes it at any time, and tells the module only afterwards.
#include <netjack2/abi.h>

#include "jack/Server.h"

int nj_server_update_latencies() noexcept {
    Jack::JackServer *server = Jack::JackServerGlobals::fInstance;
    if (!server)
        return -1;
    Jack::JackEngine &engine = Jack::Unlocked(server->GetEngine());
    // By trial, not by waiting: who unloads the module holds the lock and waits for the thread that calls this.
    if (!engine.Trylock())
        return -1;
    engine.ComputeTotalLatencies();
    engine.Unlock();
    return 0;
}
