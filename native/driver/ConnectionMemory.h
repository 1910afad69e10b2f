#ifndef NETJACK2_DRIVER_CONNECTIONMEMORY_H
#define NETJACK2_DRIVER_CONNECTIONMEMORY_H

#include <set>
#include <string>
#include <utility>

#include "jack/Engine.h"
#include "jack/GraphManager.h"

namespace netjack2 {

/** Connections of ports that went away, by name, until the ports are there again. The engine is locked at each call. */
class ConnectionMemory {
public:
    /** Remembers what the port is connected to, given the table of its connections. */
    void Save(Jack::JackGraphManager &graph, jack_port_id_t port, bool isSource,
              const Jack::ConnectedPort *connections);

    /** Makes those connections again of which both ends are there, and forgets these. */
    void Restore(Jack::JackGraphManager &graph, Jack::JackEngine &engine, int refNum);

private:
    std::set<std::pair<std::string, std::string>> connections_; ///< source, destination
};

} // namespace netjack2

#endif
