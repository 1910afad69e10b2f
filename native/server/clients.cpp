// SPDX-License-Identifier: GPL-2.0-or-later
// Clients that are closed while others are opened. The engine of jackd gives a client's number free, waits for a cycle,
// notifies the other clients with its lock released, and destroys the semaphore of that number last. A client that is
// opened at that moment gets the number and loses its semaphore: it never runs, and the server accepts no client more.
#include <chrono>
#include <thread>

#include <netjack2/abi.h>

#include "common/EngineLock.h"
#include "jack/Server.h"
#include "jack/Synchro.h"

namespace {

/** A cycle, and what the callbacks of others take. */
constexpr std::chrono::seconds kLongestClose{1};
constexpr std::chrono::milliseconds kPollInterval{1};

/** Whether the semaphore of the next client's number is that of one that is being closed. */
bool IsClosing() {
    Jack::JackServer *server = Jack::JackServerGlobals::fInstance;
    if (!server)
        return false;
    Jack::JackEngine &engine = Jack::Unlocked(server->GetEngine());
    const netjack2::EngineLock lock(engine);
    const Jack::JackLinuxFutex *semaphores = server->GetSynchroTable();
    const size_t next = engine.NextNumber();
    // The first two are those of the drivers. In a server with another layout they are not there.
    return semaphores[0].Exists() && semaphores[1].Exists() && next > 1 && semaphores[next].Exists();
}

} // namespace

void nj_server_await_closes() noexcept {
    const auto deadline = std::chrono::steady_clock::now() + kLongestClose;
    while (IsClosing() && std::chrono::steady_clock::now() < deadline)
        std::this_thread::sleep_for(kPollInterval);
}
