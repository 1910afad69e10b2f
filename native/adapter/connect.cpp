// SPDX-License-Identifier: GPL-2.0-or-later
// Connections that an adapter makes after it was loaded. It cannot use its own client for that: see latency.cpp.
#include <netjack2/abi.h>

#include "jack/Server.h"

namespace {

/** The number of no client: the server asks for one only to find out whether a client connects ports of its own. */
constexpr int kNobody = -1;

} // namespace

int nj_server_connect(const char *source, const char *destination) noexcept {
    Jack::JackServer *server = Jack::JackServerGlobals::fInstance;
    if (!server)
        return -1;
    Jack::JackEngine &engine = Jack::Unlocked(server->GetEngine());
    if (!engine.Trylock())
        return -1;
    engine.PortConnect(kNobody, source, destination);
    engine.Unlock();
    return 0;
}
