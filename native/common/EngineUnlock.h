// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef NETJACK2_COMMON_ENGINEUNLOCK_H
#define NETJACK2_COMMON_ENGINEUNLOCK_H

#include <pthread.h>

#include "jack/Server.h"

namespace netjack2 {

/** Releases the engine's lock while a module ends. jackd holds it while it unloads a module, and closing clients needs
   it: a thread that does that would wait for the caller, and the caller for the thread. The engine has forgotten the
   module's client before, and touches nothing until the module has ended. A server that stops cancels the thread that
   unloads, and waits for it before it is deleted: meanwhile it is not cancelled, so that all clients are closed then.
 */
class EngineUnlock {
public:
    EngineUnlock() {
        pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &cancelBefore_);
        Jack::JackServer *server = Jack::JackServerGlobals::fInstance;
        if (!server)
            return;
        Jack::JackEngine &engine = Jack::Unlocked(server->GetEngine());
        if (!engine.IsMine())
            return;
        engine.Unlock();
        if (engine.IsMine())
            engine.Lock(); // the caller holds it more than once
        else
            engine_ = &engine;
    }

    ~EngineUnlock() {
        if (engine_)
            engine_->Lock();
        pthread_setcancelstate(cancelBefore_, nullptr);
    }

    EngineUnlock(const EngineUnlock &) = delete;
    EngineUnlock &operator=(const EngineUnlock &) = delete;

private:
    Jack::JackEngine *engine_ = nullptr;
    int cancelBefore_ = PTHREAD_CANCEL_ENABLE;
};

} // namespace netjack2

#endif
