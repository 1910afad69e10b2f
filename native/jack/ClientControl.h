// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef NETJACK2_JACK_CLIENTCONTROL_H
#define NETJACK2_JACK_CLIENTCONTROL_H

#include <cstddef>

#include "Types.h"

namespace Jack {

/** What the server knows of a client. A driver contains its own. */
struct [[gnu::packed]] JackClientControl {
    unsigned char sharedMemory[14];
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
};

static_assert(offsetof(JackClientControl, name) == 14);
static_assert(offsetof(JackClientControl, wants) == 79);
static_assert(offsetof(JackClientControl, refNum) == 149);
static_assert(offsetof(JackClientControl, active) == 157);
static_assert(sizeof(JackClientControl) == 426);

} // namespace Jack

#endif
