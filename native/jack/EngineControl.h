// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef NETJACK2_JACK_ENGINECONTROL_H
#define NETJACK2_JACK_ENGINECONTROL_H

#include "TransportEngine.h"
#include "Types.h"

namespace Jack {

/** The server's settings: the beginning of them, which is all that a driver uses. */
struct JackEngineControl {
    SharedMemory sharedMemory;
    uint32_t period; ///< frames
    uint32_t rate;   ///< Hz
    bool synchronous;
    bool temporary;
    uint64_t periodUsecs;
    uint64_t timeOutUsecs;
    float maxDelayUsecs;
    float xrunDelayUsecs;
    bool hasTimeOut;
    bool realTime;
    bool savedRealTime;
    int32_t serverPriority;
    int32_t clientPriority;
    int32_t maxClientPriority;
    char name[257];
    JackTransportEngine transport;
    int32_t clockSource;
    int32_t driverCount;
} POST_PACKED_STRUCTURE;

static_assert(offsetof(JackEngineControl, period) == Layout(14, 16));
static_assert(offsetof(JackEngineControl, rate) == Layout(18, 20));
static_assert(offsetof(JackEngineControl, synchronous) == Layout(22, 24));
static_assert(offsetof(JackEngineControl, periodUsecs) == Layout(24, 32));
static_assert(offsetof(JackEngineControl, timeOutUsecs) == Layout(32, 40));
static_assert(offsetof(JackEngineControl, realTime) == Layout(49, 57));
static_assert(offsetof(JackEngineControl, serverPriority) == Layout(51, 60));
static_assert(offsetof(JackEngineControl, clientPriority) == Layout(55, 64));
static_assert(offsetof(JackEngineControl, transport) == Layout(320, 336));
static_assert(offsetof(JackEngineControl, driverCount) == Layout(772, 812));

/** The settings of the server that this process is. */
JackEngineControl *GetEngineControl();

} // namespace Jack

#endif
