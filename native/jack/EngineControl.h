// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef NETJACK2_JACK_ENGINECONTROL_H
#define NETJACK2_JACK_ENGINECONTROL_H

#include <cstddef>

#include "TransportEngine.h"
#include "Types.h"

namespace Jack {

/** The server's settings: the beginning of them, which is all that a driver uses. */
struct [[gnu::packed]] JackEngineControl {
    unsigned char sharedMemory[14];
    uint32_t period; ///< frames
    uint32_t rate;   ///< Hz
    bool synchronous;
    bool temporary;
    uint64_t periodUsecs;
    uint64_t timeOutUsecs;
    unsigned char timeOuts[9];
    bool realTime;
    bool savedRealTime;
    int32_t serverPriority;
    int32_t clientPriority;
    unsigned char names[261];
    JackTransportEngine transport;
    int32_t clockSource;
    int32_t driverCount;
};

static_assert(offsetof(JackEngineControl, period) == 14);
static_assert(offsetof(JackEngineControl, rate) == 18);
static_assert(offsetof(JackEngineControl, synchronous) == 22);
static_assert(offsetof(JackEngineControl, periodUsecs) == 24);
static_assert(offsetof(JackEngineControl, timeOutUsecs) == 32);
static_assert(offsetof(JackEngineControl, realTime) == 49);
static_assert(offsetof(JackEngineControl, serverPriority) == 51);
static_assert(offsetof(JackEngineControl, clientPriority) == 55);
static_assert(offsetof(JackEngineControl, transport) == 320);
static_assert(offsetof(JackEngineControl, driverCount) == 772);

/** The settings of the server that this process is. */
JackEngineControl *GetEngineControl();

} // namespace Jack

#endif
