// SPDX-License-Identifier: GPL-2.0-or-later
// The transport of the server that the driver runs.
#ifndef NETJACK2_DRIVER_SERVERTRANSPORT_H
#define NETJACK2_DRIVER_SERVERTRANSPORT_H

#include <netjack2/abi.h>

#include "jack/EngineControl.h"

namespace netjack2 {

/** Decides, before each cycle, what the server's clients see of the transport in that very cycle.
 *
 *  JACK's functions for clients take effect a cycle or two later than they are called, which would be a place that
 *  differs from the master's at each start and jump. So this works on the server's own state, at the one moment in
 * which nobody else does: in the driver thread, before the server decides about the cycle. Where clients are to be told
 * of something (get ready, stop), the server is made to do it itself, by the command or the jump that it finds.
 *
 *  Realtime-safe: all of it. Driver thread, but for IsKnown and for Release while no driver thread runs. */
class ServerTransport {
public:
    explicit ServerTransport(Jack::JackEngineControl &control) : transport_(control.transport) {}

    /** Whether a transport that has just been made looks as this class expects it. */
    bool IsKnown() const;

    nj_transport Take(jack_position_t &position, jack_position_t &request);
    void Put(jack_transport_state_t state, bool located, const jack_position_t &position);
    void DropTimebase();
    void Release();

    /** The server has decided about the cycle, no client has seen it: "net starting", by which it says that all clients
        are ready, is noted and made "starting" again, so that clients see what those of the master see. */
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
