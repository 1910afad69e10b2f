// SPDX-License-Identifier: GPL-2.0-or-later
// Ports of the server: how many it can have (jackd -p), which JACK does not report; and their names for people.
#include <cstring>

#include <netjack2/abi.h>

#include "jack/GraphManager.h"
#include "jack/Server.h"

namespace {

// What jackd accepts: at least some ports, and their numbers have 16 bits.
constexpr uint32_t kFewest = 16;
constexpr uint32_t kMost = 65536;

} // namespace

int32_t nj_server_port_max() noexcept {
    if (!Jack::JackServerGlobals::fInstance)
        return 0;
    const char *firstPort = reinterpret_cast<const char *>(Jack::GetGraphManager()->GetPort(jack_port_id_t{0}));
    uint32_t most = 0;
    std::memcpy(&most, firstPort - sizeof(Jack::BeforePorts), sizeof(most));
    // A server that was built for another number of clients has something else there.
    return most >= kFewest && most <= kMost ? static_cast<int32_t>(most) : 0;
}

void nj_port_registered(jack_client_t *, jack_port_t *, const char *, int32_t) noexcept {
    // The server's library has no metadata: the alias of the port is what people see.
}
