// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef NETJACK2_COMMON_SIGNALGUARD_H
#define NETJACK2_COMMON_SIGNALGUARD_H

#include <csignal>

namespace netjack2 {

/** Restores the action for SIGPIPE after the first call into managed code. The runtime, which starts in that call,
    ignores the signal, but the process belongs to jackd. */
class SignalGuard {
public:
    SignalGuard() { sigaction(SIGPIPE, nullptr, &before_); }
    ~SignalGuard() { sigaction(SIGPIPE, &before_, nullptr); }
    SignalGuard(const SignalGuard &) = delete;
    SignalGuard &operator=(const SignalGuard &) = delete;

private:
    struct sigaction before_ = {};
};

} // namespace netjack2

#endif
