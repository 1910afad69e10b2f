// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef NETJACK2_JACK_ENGINECONTROL_H
#define NETJACK2_JACK_ENGINECONTROL_H

#include "TransportEngine.h"
#include "Types.h"

namespace Jack {

/** The server's settings: the beginning of them, which is all that modules use. */
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
    bool verbose;
    uint64_t previousCycleUsecs;
    uint64_t presentCycleUsecs;
    uint64_t spareUsecs;
    uint64_t maxUsecs;
    uint64_t rollingClientUsecs[32];
    uint32_t rollingClientUsecsCount;
    int32_t rollingClientUsecsIndex;
    int32_t rollingInterval;
    float cpuLoad; ///< percent
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
static_assert(offsetof(JackEngineControl, previousCycleUsecs) == Layout(777, 824));
static_assert(offsetof(JackEngineControl, cpuLoad) == Layout(1077, 1124));

/** The settings of the server that this process is. */
JackEngineControl *GetEngineControl();

} // namespace Jack

#endif
