// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef NETJACK2_JACK_SYNCHRO_H
#define NETJACK2_JACK_SYNCHRO_H

#include <cstdint>

namespace Jack {

/** What a client's thread waits for: a semaphore in memory that the server shares with the client. */
class JackLinuxFutex {
public:
    /** Whether it exists. The memory begins at a page: with another layout something else is here. */
    bool Exists() const { return shared_ && reinterpret_cast<uintptr_t>(shared_) % kSmallestPage == 0; }

private:
    static constexpr uintptr_t kSmallestPage = 4096;

    char name_[256];
    bool flush_;
    int file_;
    const void *shared_;
    bool private_;
    bool promiscuous_;
    int promiscuousGroup_;
};

static_assert(sizeof(JackLinuxFutex) == 280);

} // namespace Jack

#endif
