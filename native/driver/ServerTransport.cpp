// SPDX-License-Identifier: GPL-2.0-or-later
#include "ServerTransport.h"

#include <cstring>

namespace netjack2 {

namespace {

// Indices of the positions, and of the bytes of the counter that show whether they were written.
constexpr unsigned kNext = 1;
constexpr unsigned kRequest = 2;

/** How long clients may take to get ready, in µs: a client may have changed it, but no user waits for an hour. */
constexpr uint64_t kLongestTimeOut = 3'600'000'000;

/** Clients of a server at most. */
constexpr int32_t kMostClients = 256;

constexpr unsigned Byte(uint32_t counter, unsigned index) {
    return counter >> (8 * index) & 0xff;
}

/** The fields that the server fills in itself. */
void KeepOwn(jack_position_t &position, const jack_position_t &own) {
    position.unique_1 = own.unique_1;
    position.usecs = own.usecs;
    position.frame_rate = own.frame_rate;
    position.unique_2 = own.unique_2;
}

} // namespace

// Not only a new transport: another driver may have run this server before (jack_control sm).
bool ServerTransport::IsKnown() const {
    unsigned char flags[3];
    std::memcpy(flags, Word(offsetof(Jack::JackTransportEngine, located)), sizeof(flags));
    const uint32_t counter = Counter();
    return transport_.state >= JackTransportStopped && transport_.state <= JackTransportNetStarting &&
           transport_.command >= Jack::kNoCommand && transport_.command <= Jack::kStopCommand &&
           transport_.previousCommand >= Jack::kNoCommand && transport_.previousCommand <= Jack::kStopCommand &&
           transport_.timeOutUsecs > 0 && transport_.timeOutUsecs <= kLongestTimeOut && transport_.timebase >= -1 &&
           transport_.timebase < kMostClients && flags[0] <= 1 && flags[1] <= 1 && flags[2] <= 1 &&
           Byte(counter, 0) <= 1 && Byte(counter, kNext) <= 1 && Byte(counter, kRequest) <= 1;
}

void ServerTransport::ReadCycle(nj_server_cycle &cycle) const {
    if (!IsKnown())
        return;
    cycle.state = transport_.state == JackTransportNetStarting ? JackTransportStarting : transport_.state;
    cycle.frame = transport_.positions[Byte(Counter(), 0)].frame;
}

nj_transport ServerTransport::Take(jack_position_t &position, jack_position_t &request) {
    nj_transport found = {};
    position = transport_.positions[Written(kNext) ? Next() : Byte(Counter(), 0)];
    if (!taken_)
        TakeOver();

    // A command that differs from the last one that the server executed is new. One that arrived between the last
    // poll and the server's decision has been executed already: it shows in the state.
    const int32_t command = TakeCommand();
    if (command != transport_.previousCommand && command != Jack::kNoCommand)
        found.command = static_cast<uint32_t>(command);
    else if (transport_.state == JackTransportStarting && put_ == JackTransportStopped)
        found.command = Jack::kStartCommand;
    else if (transport_.state == JackTransportStopped && put_ != JackTransportStopped)
        found.command = Jack::kStopCommand;
    transport_.previousCommand = Jack::kNoCommand;

    // Likewise, the server may have made a requested position that of the next cycle already.
    if (transport_.located) {
        found.located = 1;
        request = position;
        transport_.located = false;
    }
    if (Written(kRequest)) {
        SetWritten(kRequest, 0);
        found.located = 1;
        request = transport_.positions[kRequest];
    }
    found.state = transport_.state == JackTransportNetStarting ? JackTransportStarting : transport_.state;
    found.ready = ready_;
    found.timebase = transport_.timebase;
    found.conditional = transport_.conditional;
    return found;
}

/** Earlier requests were meant for this server alone, and not for the master. */
void ServerTransport::TakeOver() {
    taken_ = true;
    ready_ = false;
    put_ = transport_.state == JackTransportNetStarting ? JackTransportStarting
                                                        : static_cast<jack_transport_state_t>(transport_.state);
    TakeCommand();
    SetWritten(kRequest, 0);
    transport_.located = false;
    transport_.networkSync = true;
}

void ServerTransport::Put(jack_transport_state_t state, bool located, const jack_position_t &position) {
    jack_position_t &next = WriteNext();
    if (transport_.timebase < 1) {
        const jack_position_t own = next;
        next = position;
        KeepOwn(next, own);
    }
    next.frame = position.frame;
    SetWritten(kNext, 1);

    const bool isStopped = transport_.state == JackTransportStopped;
    switch (state) {
    case JackTransportRolling:
        transport_.state = JackTransportRolling;
        break;
    case JackTransportStarting:
        if (isStopped)
            transport_.command = Jack::kStartCommand;
        else if (located || transport_.state == JackTransportRolling)
            transport_.located = true;
        if (isStopped || transport_.located)
            ready_ = false;
        break;
    default:
        if (!isStopped)
            transport_.command = Jack::kStopCommand;
        else if (located)
            transport_.located = true;
        break;
    }
    put_ = state;
}

void ServerTransport::Settle() {
    if (!taken_ || transport_.state != JackTransportNetStarting)
        return;
    ready_ = true;
    transport_.state = JackTransportStarting;
}

void ServerTransport::DropTimebase() {
    transport_.timebase = -1;
}

void ServerTransport::Release() {
    if (!taken_)
        return;
    taken_ = false;
    transport_.networkSync = false;
    // Clients that have used up their time do not get it again.
    if (ready_)
        transport_.timeLeft = 1;
}

unsigned ServerTransport::Next() const {
    return Byte(Counter(), 0) == kNext ? 0 : kNext;
}

unsigned ServerTransport::Written(unsigned position) const {
    return Byte(Counter(), position);
}

/** The position of the next cycle; if it was not written, a copy of the current one. */
jack_position_t &ServerTransport::WriteNext() {
    const bool written = Written(kNext);
    SetWritten(kNext, 0);
    jack_position_t &next = transport_.positions[Next()];
    if (!written)
        next = transport_.positions[Byte(Counter(), 0)];
    return next;
}

void ServerTransport::SetWritten(unsigned position, unsigned written) {
    uint32_t before = Counter();
    uint32_t after;
    do
        after = (before & ~(0xffu << (8 * position))) | written << (8 * position);
    while (!__atomic_compare_exchange_n(Word(offsetof(Jack::JackTransportEngine, counter)), &before, after, false,
                                        __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST));
}

uint32_t ServerTransport::Counter() const {
    return __atomic_load_n(Word(offsetof(Jack::JackTransportEngine, counter)), __ATOMIC_SEQ_CST);
}

int32_t ServerTransport::TakeCommand() {
    return static_cast<int32_t>(__atomic_exchange_n(Word(offsetof(Jack::JackTransportEngine, command)),
                                                    uint32_t{Jack::kNoCommand}, __ATOMIC_SEQ_CST));
}

/** A word that clients write as well. The structure is packed, but these words are aligned. */
uint32_t *ServerTransport::Word(size_t offset) const {
    return reinterpret_cast<uint32_t *>(reinterpret_cast<unsigned char *>(&transport_) + offset);
}

} // namespace netjack2
