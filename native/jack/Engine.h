// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef NETJACK2_JACK_ENGINE_H
#define NETJACK2_JACK_ENGINE_H

#include "Types.h"

namespace Jack {

/** A recursive mutex. */
class [[gnu::visibility("default")]] JackPosixMutex {
public:
    virtual ~JackPosixMutex();
    bool Lock();
    bool Trylock();
    bool Unlock();

private:
    alignas(8) unsigned char mutex_[40];
};

static_assert(sizeof(JackPosixMutex) == 48);

/** The list of clients and their notification. Each call here wants the engine's lock, which is its base, to be held.
 */
class [[gnu::visibility("default")]] JackEngine : public JackPosixMutex {
public:
    /** Makes a port of full name @p name for the client @p refNum. 0 and its id, or −1. */
    int PortRegister(int refNum, const char *name, const char *type, unsigned flags, unsigned period,
                     jack_port_id_t *port);

    /** Disconnects the port, with notifications, and removes it. */
    int PortUnRegister(int refNum, jack_port_id_t port);

    int PortConnect(int refNum, const char *source, const char *destination);

    /** Removes a connection, or all those of the port @p source, which then may be a destination, too. */
    int PortDisconnect(int refNum, jack_port_id_t source, jack_port_id_t destination);

    /** Makes all clients compute their latencies, first along the signal's way, then against it. */
    int ComputeTotalLatencies();
};

/** What a driver is given: a JackEngine at its beginning. The class's own functions are inline in the server: they lock
    and forward, which is what a user of this header does itself. */
inline JackEngine &Unlocked(JackLockedEngine *engine) {
    return *reinterpret_cast<JackEngine *>(engine);
}

} // namespace Jack

#endif
