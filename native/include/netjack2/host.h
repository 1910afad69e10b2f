// SPDX-License-Identifier: GPL-2.0-or-later
/* What the managed side of the net driver asks of the driver. */
#ifndef NETJACK2_HOST_H
#define NETJACK2_HOST_H

#include "base.h"
#include "options.h"
#include "server.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ------------------------------------------- jack_net.so: implemented in native/, called by managed/NetDriver */

/** Sets what nj_net_mesh_session reports. jack_net.so only. Control thread. Realtime-safe: no. */
void nj_host_set_mesh_session(void *host, const nj_mesh_session *session) NJ_NOEXCEPT;

/** Sets the common number of the cycle that has begun, or NJ_NO_MESH_CYCLE. jack_net.so only. Driver thread.
    Realtime-safe: yes. */
void nj_host_set_mesh_cycle(void *host, uint32_t cycle) NJ_NOEXCEPT;

/** Reports the options that nj_net_set_session has set, once. jack_net.so only. Control thread. 1; 0: there are no new
    ones. Realtime-safe: no. */
int nj_host_take_settings(void *host, nj_slave_options *options) NJ_NOEXCEPT;

/** Undoes nj_net_set_session: latency, encoder, bit rate and copies are those of @p options again. jack_net.so only.
    Control thread. Realtime-safe: no. */
void nj_host_put_settings(void *host, const nj_slave_options *options) NJ_NOEXCEPT;

/** Ports, period, rate and latencies of a slave's server during a session. */
typedef struct nj_driver_configuration {
    uint32_t capture_audio;         /**< ports, 0…255 */
    uint32_t playback_audio;        /**< ports, 0…255 */
    uint32_t capture_midi;          /**< ports, 0…255 */
    uint32_t playback_midi;         /**< ports, 0…255 */
    uint32_t period;                /**< frames */
    uint32_t rate;                  /**< Hz */
    uint32_t capture_latency;       /**< frames, published on audio capture ports */
    uint32_t playback_latency;      /**< frames, published on audio playback ports */
    uint32_t capture_midi_latency;  /**< frames, published on MIDI capture ports */
    uint32_t playback_midi_latency; /**< frames, published on MIDI playback ports */
} nj_driver_configuration;

/** Reconfigures the driver: sets period and rate between two cycles, registers and unregisters only the ports that are
    missing or surplus, publishes latencies, notifies the clients. Control thread.
    0, or −1 after logging why (what was done so far remains). Realtime-safe: no. */
int nj_host_configure(void *host, const nj_driver_configuration *configuration) NJ_NOEXCEPT;

/** Publishes the latencies of a configuration, of which nothing else is used. Cycles go on meanwhile. Control thread.
    0, or −1 if the server is too busy: it can be tried again. Realtime-safe: no. */
int nj_host_set_latencies(void *host, const nj_driver_configuration *configuration) NJ_NOEXCEPT;

/** The audio buffer of port @p index (0-based) for this cycle; never null between configure calls.
    Driver thread, within a cycle. Realtime-safe: yes. */
float *nj_host_capture_audio(void *host, uint32_t index) NJ_NOEXCEPT;
float *nj_host_playback_audio(void *host, uint32_t index) NJ_NOEXCEPT;

/** The JACK MIDI buffer of port @p index (0-based) for this cycle. Driver thread, within a cycle. Realtime-safe: yes.
 */
void *nj_host_capture_midi(void *host, uint32_t index) NJ_NOEXCEPT;
void *nj_host_playback_midi(void *host, uint32_t index) NJ_NOEXCEPT;

/** How many connections audio port @p index has, counted from the server's notifications. Any thread. Realtime-safe:
 * yes. */
uint32_t nj_host_capture_connections(void *host, uint32_t index) NJ_NOEXCEPT;
uint32_t nj_host_playback_connections(void *host, uint32_t index) NJ_NOEXCEPT;

/** The server's transport before a cycle, and the requests of clients since the previous cycle. */
typedef struct nj_transport {
    uint32_t state;       /**< what clients see, as numbered by JACK: 0 stopped, 1 rolling, 3 starting */
    uint32_t ready;       /**< 1: it is starting, and all clients are ready or have timed out */
    uint32_t command;     /**< request of a client: 0 none, 1 start, 2 stop */
    uint32_t located;     /**< 1: a client has requested a position */
    int32_t timebase;     /**< number of the client that is timebase master; less than 1: none */
    uint32_t conditional; /**< 1: another client may replace the timebase master */
} nj_transport;

/** Takes over the server's transport: from now on only nj_host_put_transport starts, stops and moves it, and this call
    returns the requests of clients. @p position is its position in the cycle that begins; @p request, set if located is
    1, is the position that a client requested. Driver thread, before the graph runs. Realtime-safe: yes. */
void nj_host_take_transport(void *host, nj_transport *transport, jack_position_t *position,
                            jack_position_t *request) NJ_NOEXCEPT;

/** Sets what clients see in the cycle that begins. @p located is 1 if the position is reached by a jump, for which slow
    clients have to get ready. The server's own fields of @p position are ignored, and with a timebase master all fields
    except the frame. Driver thread, before the graph runs. Realtime-safe: yes. */
void nj_host_put_transport(void *host, uint32_t state, uint32_t located, const jack_position_t *position) NJ_NOEXCEPT;

/** Removes the server's timebase master. Driver thread. Realtime-safe: yes. */
void nj_host_drop_timebase(void *host) NJ_NOEXCEPT;

/** The last cycle that the server's clients have run, or run now. */
typedef struct nj_server_cycle {
    uint32_t state;  /**< what clients saw of the transport, as numbered by JACK: 0 stopped, 1 rolling, 3 starting */
    uint32_t frame;  /**< where it was */
    uint32_t period; /**< frames of the cycle */
    uint32_t sample_rate; /**< frames per second */
    uint32_t xruns;       /**< xruns of the server so far that this driver did not report */
} nj_server_cycle;

/** Reports the last cycle. Driver thread, before the next cycle is decided. Realtime-safe: yes. */
void nj_host_last_cycle(void *host, nj_server_cycle *cycle) NJ_NOEXCEPT;

/** Returns the transport to the server, which continues from its current state. May be called repeatedly. Driver
   thread. Realtime-safe: yes. */
void nj_host_release_transport(void *host) NJ_NOEXCEPT;

/** How often ports or connections of the server have changed so far. Any thread. Realtime-safe: yes. */
uint32_t nj_host_graph_changes(void *host) NJ_NOEXCEPT;

/** Bytes of a port's name with its NUL, as JACK has them. */
#define NJ_PORT_NAME_SIZE 321

/** A connection of one of the driver's ports. */
typedef struct nj_connection {
    uint32_t is_source;            /**< 1: from the driver's port to the other; 0: the other way */
    char own[NJ_PORT_NAME_SIZE];   /**< the driver's port, by its short name */
    char other[NJ_PORT_NAME_SIZE]; /**< the port at the other end, by its full name */
} nj_connection;

/** Reports the connections of the driver's ports. Control thread. Returns how many there are, of which the first @p
   size are written to @p connections. −1: the server is rebuilding its graph, ask again later. Realtime-safe: no. */
int32_t nj_host_connections(void *host, nj_connection *connections, uint32_t size) NJ_NOEXCEPT;

/** Reports ports of the server that have gone, by their ids, each of them once. Control thread, after
    nj_host_connections: a port that is missing there has gone before. Returns how many were written to @p ports; where
    these are @p size, there may be more. Realtime-safe: no. */
uint32_t nj_host_gone_ports(void *host, uint32_t *ports, uint32_t size) NJ_NOEXCEPT;

/** The id of the port with this full name, 0 if there is none. Control thread. Realtime-safe: no. */
uint32_t nj_host_port(void *host, const char *name) NJ_NOEXCEPT;

/** Connects two ports. Control thread. 0; −1: the server rejects it, or is rebuilding its graph.
    Realtime-safe: no. */
int nj_host_connect(void *host, const char *source, const char *destination) NJ_NOEXCEPT;

#ifdef __cplusplus
}
#endif
#endif
