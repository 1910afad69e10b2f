// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef NETJACK2_COMMON_SINGLECLIENT_H
#define NETJACK2_COMMON_SINGLECLIENT_H

#include <atomic>
#include <chrono>
#include <thread>

#include "common/EngineUnlock.h"
#include "common/InternalClient.h"
#include "common/SignalGuard.h"

namespace netjack2 {

/** A module of which a server has one at a time, because it opens clients of its own. Their end takes some cycles after
   jack_finish; what is loaded meanwhile waits for it. */
template <typename Options> class SingleClient {
public:
    using OpenFunction = int (*)(jack_client_t *client, const Options *options, void **handle) noexcept;
    using CloseFunction = void (*)(void *handle) noexcept;

    constexpr SingleClient(OpenFunction open, CloseFunction close) : open_(open), close_(close) {}

    /** Takes the place of one that has ended, or whose end is near. False: the server has one already. */
    bool TryEnter() {
        const auto deadline = std::chrono::steady_clock::now() + kLongestEnd;
        State expected = State::kNone;
        while (!state_.compare_exchange_strong(expected, State::kLoaded)) {
            if (expected == State::kLoaded || std::chrono::steady_clock::now() > deadline)
                return false;
            std::this_thread::sleep_for(kPollInterval);
            expected = State::kNone;
        }
        return true;
    }

    /** Starts it, after TryEnter. 0, or kLoadFailure after logging why. */
    int Open(jack_client_t *client, const Options &options) {
        SignalGuard guard;
        // The client is never activated, so this is never called. jack_finish receives its argument, and recognises
        // what has been loaded by it.
        jack_set_process_callback(
            client, [](jack_nframes_t, void *) { return 0; }, this);
        if (open_(client, &options, &handle_) == 0)
            return 0;
        handle_ = nullptr;
        state_ = State::kNone;
        return kLoadFailure;
    }

    /** The argument of jack_finish is that of the client's process callback. jackd also calls it for a client that it
       rejected before jack_initialize, for example because its name is in use; what is loaded then continues. */
    void Finish(const void *owner) {
        if (owner != this || !handle_)
            return;
        void *const ending = handle_;
        handle_ = nullptr;
        state_ = State::kEnding;
        const EngineUnlock unlocked;
        close_(ending);
    }

    /** Everything of the one that ended is closed. */
    void Closed() { state_ = State::kNone; }

private:
    enum class State { kNone, kLoaded, kEnding };

    /** How long its clients may need to close: each takes some cycles. */
    static constexpr std::chrono::seconds kLongestEnd{10};
    static constexpr std::chrono::milliseconds kPollInterval{1};

    OpenFunction open_;
    CloseFunction close_;

    /** Whether one runs, starts or ends. Not a lock: jack_finish may be called with the engine's lock held, and a
       thread that loads a module may wait for that lock. */
    std::atomic<State> state_ = State::kNone;
    void *handle_ = nullptr;
};

} // namespace netjack2

#endif
