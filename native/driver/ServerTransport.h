// SPDX-License-Identifier: GPL-2.0-or-later
// The transport of the server that the driver runs.
#ifndef NETJACK2_DRIVER_SERVERTRANSPORT_H
#define NETJACK2_DRIVER_SERVERTRANSPORT_H

#include <netjack2/abi.h>

#include "jack/EngineControl.h"

namespace netjack2 {

/** Decides, before each cycle, what the server's clients see of the transport in that very cycle.
 *
 *  JACK's functions for clients take effect one or two cycles late, so that the position would differ from the master's
 *  at each start and jump. This class therefore changes the server's own state, at the one moment at which no other
 *  thread does: in the driver thread, before the server decides about the cycle. Clients are notified (get ready, stop)
 *  by the server itself, which finds a command or a jump.
 *
 *  Realtime-safe: all of it. Driver thread, but for IsKnown and for Release while no driver thread runs. */
class ServerTransport {
public:
    explicit ServerTransport(Jack::JackEngineControl &control) : transport_(control.transport) {}

    /** Whether a new transport has the layout that this class expects. */
    bool IsKnown() const;

    nj_transport Take(jack_position_t &position, jack_position_t &request);
    void Put(jack_transport_state_t state, bool located, const jack_position_t &position);
    void DropTimebase();
    void Release();

    /** The last cycle as clients saw it: stopped, if the layout is unknown. */
    void ReadCycle(nj_server_cycle &cycle) const;

    /** Called after the server has decided about the cycle and before a client sees it. The state "net starting", which
        means that all clients are ready, is recorded and becomes "starting" again: clients see the master's state. */
    void Settle();

private:
    void TakeOver();
    int32_t TakeCommand();
    uint32_t Counter() const;
    uint32_t *Word(size_t offset) const;
    unsigned Next() const;
    unsigned Written(unsigned position) const;
    jack_position_t &WriteNext();
    void SetWritten(unsigned position, unsigned written);

    Jack::JackTransportEngine &transport_;
    bool taken_ = false;
    bool ready_ = false;
    jack_transport_state_t put_ = JackTransportStopped;
};

} // namespace netjack2

#endif
