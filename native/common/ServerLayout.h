// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef NETJACK2_COMMON_SERVERLAYOUT_H
#define NETJACK2_COMMON_SERVERLAYOUT_H

#include "jack/Types.h"

namespace netjack2 {

/** Whether the server of this process has the classes that native/jack declares, whatever its version. Logs a line if
    not: a class derived from a base with another layout would corrupt the server.
    @param engine, synchros what the server gives to each of its drivers. */
bool IsKnownServer(Jack::JackLockedEngine *engine, Jack::JackLinuxFutex *synchros);

} // namespace netjack2

#endif
