// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef NETJACK2_COMMON_SIGNALGUARD_H
#define NETJACK2_COMMON_SIGNALGUARD_H

#include <csignal>

namespace netjack2 {

/** Keeps what the process does on SIGPIPE over the first call into managed code: the runtime, which starts in that
    call, sets it to ignore, but the process is jackd's. */
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
