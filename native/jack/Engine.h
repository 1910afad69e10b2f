// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef NETJACK2_JACK_ENGINE_H
#define NETJACK2_JACK_ENGINE_H

#include <algorithm>
#include <cstddef>
#include <iterator>

#include <pthread.h>
#include <unistd.h>

#include "Types.h"

namespace Jack {

/** A recursive mutex. */
class [[gnu::visibility("default")]] JackPosixMutex {
public:
    virtual ~JackPosixMutex();
    bool Lock();
    bool Trylock();
    bool Unlock();

    /** Whether the calling thread holds it. */
    bool IsMine() const {
        return mutex_.__data.__owner == gettid();
    }

private:
    pthread_mutex_t mutex_;
};

/** The list of clients and their notification. Every call needs the engine's lock, which is the base class. */
class [[gnu::visibility("default")]] JackEngine : public JackPosixMutex {
public:
    /** Makes a port of full name @p name for the client @p refNum. 0 and its id, or −1. */
    int PortRegister(int refNum, const char *name, const char *type, unsigned flags, unsigned period,
                     jack_port_id_t *port);

    /** Disconnects the port, with notifications, and removes it. */
    int PortUnRegister(int refNum, jack_port_id_t port);

    int PortConnect(int refNum, const char *source, const char *destination);

    /** Removes a connection, or all connections of the port @p source, which may then also be a destination. */
    int PortDisconnect(int refNum, jack_port_id_t source, jack_port_id_t destination);

    /** Makes all clients compute their latencies, first in the direction of the signal, then against it. */
    int ComputeTotalLatencies();

    /** The number that the next client gets; 0 if the first kFewestClients are taken. */
    size_t NextNumber() const {
        const auto *free = std::find(std::begin(clients_), std::end(clients_), nullptr);
        return free == std::end(clients_) ? 0 : static_cast<size_t>(free - std::begin(clients_));
    }

private:
    /** Of a server as it is built by default; Debian's has 256. */
    static constexpr size_t kFewestClients = 64;

    JackGraphManager *graph_;
    JackEngineControl *control_;
    char selfConnectMode_;
    const void *clients_[kFewestClients]; // and more
};

/** The engine of a driver's JackLockedEngine, which begins with it. The functions of that class are inline in the
   server: they lock and forward, which users of this header do themselves. */
inline JackEngine &Unlocked(JackLockedEngine *engine) {
    return *reinterpret_cast<JackEngine *>(engine);
}

} // namespace Jack

#endif
