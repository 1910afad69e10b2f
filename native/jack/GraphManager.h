// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef NETJACK2_JACK_GRAPHMANAGER_H
#define NETJACK2_JACK_GRAPHMANAGER_H

#include "Types.h"

namespace Jack {

/** A port, in memory that the server shares with its clients. Only ever pointed at. */
class [[gnu::visibility("default")]] JackPort {
public:
    JackPort() = delete;
    int SetAlias(const char *alias);
    void SetLatencyRange(jack_latency_callback_mode_t mode, jack_latency_range_t * range);
    const char *GetName() const;
};

/** An entry in the table of a port's connections, and the value that ends the table. */
using ConnectedPort = uint16_t;
constexpr ConnectedPort kEndOfConnections = 0xFFFD;

/** Most entries of a table of connections, however the server was built: the number of a port has 16 bits. */
constexpr int kMaxConnections = 65536;

/** When a client was started, awoke and finished in this cycle, and what it does now. */
struct ClientTiming {
    uint64_t usecs[3];
    int32_t status;
} POST_PACKED_STRUCTURE;

/** What lies before the first port: the most ports that there can be, and the times of 256 clients. */
struct BeforePorts {
    uint32_t portMax;
    ClientTiming clients[256];
} POST_PACKED_STRUCTURE;

static_assert(sizeof(BeforePorts) == Layout(4 + 256 * 28, 8 + 256 * 32));

/** The ports and their connections. Only ever pointed at. */
class [[gnu::visibility("default")]] JackGraphManager {
public:
    JackGraphManager() = delete;

    JackPort *GetPort(jack_port_id_t port);
    jack_port_id_t GetPort(const char *name);

    /** The port's buffer for this cycle, mixed if it is an input with several connections. Realtime-safe: yes. */
    void *GetBuffer(jack_port_id_t port, unsigned period);

    /** Copies the table of connections, with changes that the next cycle has yet to adopt. Needs the engine's lock. */
    void GetConnections(jack_port_id_t port, ConnectedPort * connections);

    /** Whether the ports are connected in the graph that the cycles currently use. */
    bool IsConnected(jack_port_id_t source, jack_port_id_t destination);

    /** Derives the latency of a port from its connections. */
    void RecalculateLatency(jack_port_id_t port, jack_latency_callback_mode_t mode);
};

/** The ports of the server that this process is. */
[[gnu::visibility("default")]] JackGraphManager *GetGraphManager();

} // namespace Jack

#endif
