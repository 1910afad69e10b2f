// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef NETJACK2_JACK_SERVER_H
#define NETJACK2_JACK_SERVER_H

#include "Engine.h"

namespace Jack {

/** The server of this process. */
class [[gnu::visibility("default")]] JackServer {
public:
    JackLockedEngine *GetEngine();

    /** The semaphores of all clients, by their numbers. */
    JackLinuxFutex *GetSynchroTable();
};

struct [[gnu::visibility("default")]] JackServerGlobals {
    static JackServer *fInstance;
};

} // namespace Jack

#endif
