// SPDX-License-Identifier: GPL-2.0-or-later
// The functions that jackd looks up in netmanager.so. A server has one manager at a time.
#include <atomic>
#include <chrono>
#include <thread>

#include "common/Export.h"
#include "common/InternalClient.h"
#include "common/SignalGuard.h"
#include "manager/EngineUnlock.h"
#include "options/ManagerOptions.h"

namespace {

using namespace netjack2;

enum class State { kNone, kLoaded, kEnding };

/** Whether a manager runs, starts or ends. Not a lock: jack_finish may be called with the engine's lock held, and a
    thread that loads a manager may wait for that lock. */
std::atomic<State> state = State::kNone;
void *manager = nullptr;

/** How long a manager may need to close its clients: each takes some cycles. */
constexpr std::chrono::seconds kLongestEnd{10};
constexpr std::chrono::milliseconds kPollInterval{1};

/** Takes the place of a manager that has ended, or whose end is near. */
bool TryEnter() {
    const auto deadline = std::chrono::steady_clock::now() + kLongestEnd;
    State expected = State::kNone;
    while (!state.compare_exchange_strong(expected, State::kLoaded)) {
        if (expected == State::kLoaded || std::chrono::steady_clock::now() > deadline)
            return false;
        std::this_thread::sleep_for(kPollInterval);
        expected = State::kNone;
    }
    return true;
}

int Open(jack_client_t *client, const nj_manager_options &options) {
    if (!TryEnter()) {
        LogError("this server has a manager already");
        return kLoadFailure;
    }
    SignalGuard guard;
    // The client is never activated, so this is never called. jack_finish receives its argument, and recognises the
    // manager by it.
    jack_set_process_callback(
        client, [](jack_nframes_t, void *) { return 0; }, &manager);
    if (nj_manager_open(client, &options, &manager) == 0)
        return 0;
    manager = nullptr;
    state = State::kNone;
    return kLoadFailure;
}

const InternalClient<nj_manager_options> kManager = {"netjack2 master: finds slaves on the network", ManagerOptions,
                                                     Open};

} // namespace

const char *const netjack2::kModuleName = "netmanager";

NJ_EXPORT int jack_initialize(jack_client_t *client, const char *line) {
    return kManager.Load(client, line);
}

NJ_EXPORT int jack_internal_initialize(jack_client_t *client, const JSList *parameters) {
    return kManager.Load(client, parameters);
}

/** The argument is that of the client's process callback. jackd also calls this for a client that it rejected before
    jack_initialize, for example because its name is in use; the manager then continues. */
NJ_EXPORT void jack_finish(void *owner) {
    if (owner != &manager || !manager)
        return;
    void *const ending = manager;
    manager = nullptr;
    state = State::kEnding;
    const EngineUnlock unlocked;
    nj_manager_close(ending);
}

void nj_manager_closed() noexcept {
    state = State::kNone;
}

NJ_EXPORT jack_driver_desc_t *jack_get_descriptor() {
    return kManager.Describe();
}
