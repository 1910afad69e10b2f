// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef NETJACK2_JACK_TRANSPORTENGINE_H
#define NETJACK2_JACK_TRANSPORTENGINE_H

#include "Types.h"

namespace Jack {

/** A request of a client. The server executes a command once: when it differs from the previous one. */
enum TransportCommand : int32_t { kNoCommand, kStartCommand, kStopCommand };

/** The server's transport, in memory that it shares with its clients.
 *
 *  Two positions alternate: the one that clients see in this cycle, and the one that they will see in the next. The
 *  third is the one that a client requests. The four bytes of the counter hold the index of the current position (0 or
 *  1), whether the next one was written, whether the request was written, and how often the two were exchanged.
 *  Every writer of a position exchanges the counter as a whole. */
struct JackTransportEngine {
    jack_position_t positions[3];
    uint32_t counter;
    int32_t state;
    int32_t command;
    int32_t previousCommand;
    uint64_t timeOutUsecs; ///< how long clients may take to get ready
    int32_t timeLeft;      ///< cycles until that time is over
    int32_t timebase;      ///< client that is timebase master; less than 1: none
    bool located;          ///< the next position was requested
    bool networkSync;      ///< when all clients are ready, the state becomes "net starting" instead of rolling
    bool conditional;
    unsigned char padding;
    int32_t requests;
} POST_PACKED_STRUCTURE;

static_assert(sizeof(jack_position_t) == Layout(136, 144));
static_assert(offsetof(JackTransportEngine, counter) == Layout(408, 432));
static_assert(offsetof(JackTransportEngine, state) == Layout(412, 436));
static_assert(offsetof(JackTransportEngine, timeOutUsecs) == Layout(424, 448));
static_assert(offsetof(JackTransportEngine, timebase) == Layout(436, 460));
static_assert(offsetof(JackTransportEngine, networkSync) == Layout(441, 465));
static_assert(sizeof(JackTransportEngine) == Layout(448, 472));

} // namespace Jack

#endif
