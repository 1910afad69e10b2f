// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef NETJACK2_COMMON_ENGINELOCK_H
#define NETJACK2_COMMON_ENGINELOCK_H

#include <mutex>

#include "jack/Engine.h"

namespace netjack2 {

/** Holds the engine's lock, under which ports and connections change. It is recursive. */
class EngineLock {
public:
    explicit EngineLock(Jack::JackEngine &engine) : engine_(engine) { engine_.Lock(); }
    EngineLock(Jack::JackEngine &engine, std::adopt_lock_t) : engine_(engine) {}
    ~EngineLock() { engine_.Unlock(); }
    EngineLock(const EngineLock &) = delete;
    EngineLock &operator=(const EngineLock &) = delete;

private:
    Jack::JackEngine &engine_;
};

} // namespace netjack2

#endif
