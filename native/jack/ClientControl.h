// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef NETJACK2_JACK_CLIENTCONTROL_H
#define NETJACK2_JACK_CLIENTCONTROL_H

#include "Types.h"

namespace Jack {

/** What the server knows of a client. A driver contains its own. */
struct JackClientControl {
    SharedMemory sharedMemory;
    char name[kClientNameSize];
    bool wants[64]; ///< by notification code
    int32_t transportState;
    bool transportSync;
    bool timebase;
    int32_t refNum;
    int32_t pid;
    bool active;
    uint64_t uuid;
    char sessionCommand[256];
    int32_t sessionFlags;
} POST_PACKED_STRUCTURE;

static_assert(offsetof(JackClientControl, name) == Layout(14, 16));
static_assert(offsetof(JackClientControl, wants) == Layout(79, 81));
static_assert(offsetof(JackClientControl, refNum) == Layout(149, 156));
static_assert(offsetof(JackClientControl, active) == Layout(157, 164));
static_assert(sizeof(JackClientControl) == Layout(426, 440));

} // namespace Jack

#endif
