// SPDX-License-Identifier: GPL-2.0-or-later
/* Everything that crosses the border between native/ (C++) and managed/ (C#): plain C types, opaque handles.
   The C++ side holds sizes and offsets with static_asserts (native/common/abi.cpp), the C# side with NUnit tests.
   No function here lets a C++ or .NET exception out. Strings are UTF-8 and NUL-terminated. */
#ifndef NETJACK2_ABI_H
#define NETJACK2_ABI_H

#include <stdint.h>

#ifdef __cplusplus
#define NJ_NOEXCEPT noexcept
extern "C" {
#else
#define NJ_NOEXCEPT
#endif

typedef struct _jack_client jack_client_t;
typedef struct _jack_port jack_port_t;
typedef struct _jack_position jack_position_t;

/** Most ports of one kind in one direction; JACK's drivers keep lists of 256 and the sync packet's encoder allows 255.
 */
#define NJ_MAX_PORTS 255

/* ---------------------------------------------------------------- options, parsed by native/, validated by native/ */

/** Sample encoders, as numbered on the wire. */
#define NJ_ENCODER_FLOAT 0
#define NJ_ENCODER_INT16 1
#define NJ_ENCODER_OPUS 3

/** Whether the network latency changes, as numbered on the wire. */
#define NJ_LATENCY_CONSTANT 0
#define NJ_LATENCY_AUTO 1
#define NJ_LATENCY_STABLE 2

/** Where a module meets its peers. */
typedef struct nj_network_options {
    char address[64];        /**< multicast group, or IPv4 or IPv6[%interface] address of the master */
    char interface_name[64]; /**< network interface, by its name or one of its addresses; empty: all */
    int32_t port;            /**< UDP port, 1…65535 */
} nj_network_options;

/** What a slave asks of its master. */
typedef struct nj_slave_options {
    nj_network_options network;
    char name[64];          /**< name of this slave on the master; empty: the host name */
    int32_t mtu;            /**< bytes of an IP packet, 576…9000; 0: what the path carries */
    int32_t capture_audio;  /**< audio ports master → slave, 0…255; −1: as many as the master captures */
    int32_t playback_audio; /**< audio ports slave → master, 0…255; −1: as many as the master plays */
    int32_t capture_midi;   /**< MIDI ports master → slave, 0…255; −1: as many as the master captures */
    int32_t playback_midi;  /**< MIDI ports slave → master, 0…255; −1: as many as the master plays */
    int32_t latency;        /**< network latency in periods, 0…30 */
    int32_t encoder;        /**< NJ_ENCODER_… */
    int32_t kilobits;       /**< kbit/s per channel of Opus, 8…512; 0 with other encoders */
    int32_t copies;         /**< in how many later cycles each packet is sent again, 0…4 */
    int32_t latency_mode;   /**< NJ_LATENCY_…; unless constant, latency is for masters that cannot change it */
    int32_t wlan;           /**< 1: packets are marked so that Wi-Fi sends them as voice */
} nj_slave_options;

/** The options of `jack_load netmanager`. */
typedef struct nj_manager_options {
    nj_network_options network; /**< the address: group to join, or one of this computer */
    int32_t auto_connect;       /**< 1: connect each new slave to the physical ports */
    int32_t auto_save;          /**< 1: remember the connections of each slave and restore them */
    int32_t transport;          /**< 1: share the transport with slaves that can */
    int32_t hold_time;          /**< seconds for which a disconnected slave keeps its client, 1…86400 */
    int32_t max_slaves;         /**< most slaves, including disconnected ones, 1…64 */
} nj_manager_options;

/** The options of `jackd -d net`, and what the slave has to know of its server. */
typedef struct nj_driver_options {
    nj_slave_options slave;
    int32_t auto_save; /**< 1: remember the connections and restore them, also after a restart of the server */
    int32_t transport; /**< 1: share the transport with a master that can */
    int32_t sync;      /**< 1: this server runs synchronously (jackd -S) */
    uint32_t period;   /**< frames, as the server was opened */
    uint32_t rate;     /**< Hz, as the server was opened */
} nj_driver_options;

/** The options of `jack_load audioadapter`. */
typedef struct nj_audio_adapter_options {
    char capture_device[128];  /**< ALSA's name of the capture device; empty: no capture */
    char playback_device[128]; /**< ALSA's name of the playback device; empty: no playback */
    int32_t capture_channels;  /**< capture ports, 1…255; without meaning if there is no capture */
    int32_t playback_channels; /**< playback ports, 1…255; without meaning if there is no playback */
    int32_t rate;              /**< Hz of the card; 0: that of JACK */
    int32_t period;            /**< frames per period of the card; 0: those of JACK */
    int32_t periods;           /**< periods in the card's buffer, 2…32 */
    int32_t quality;           /**< resampling quality, 0…4 */
    int32_t ring_buffer;       /**< frames between the two clocks, half of them latency; 0: the safe minimum */
    int32_t auto_connect;      /**< 1: connect the ports to the physical ports of other clients */
} nj_audio_adapter_options;

/** The options of `jack_load netadapter`. */
typedef struct nj_net_adapter_options {
    nj_slave_options slave; /**< port counts are 0…255 */
    int32_t quality;        /**< resampling quality, 0…4 */
    int32_t ring_buffer;    /**< frames between the two clocks, half of them latency; 0: the safe minimum */
    int32_t auto_connect;   /**< 1: connect the ports to the physical ports of other clients */
} nj_net_adapter_options;

/** The options of `jack_load netmesh`. */
typedef struct nj_mesh_options {
    char interface_name[64]; /**< network interface, by its name; empty: as the routes say */
    int32_t port;            /**< UDP port of this computer, 1…65535 */
    int32_t mtu;             /**< bytes of an IP packet, 576…9000 */
    int32_t capture_audio;   /**< audio ports from each peer, 0…255 */
    int32_t playback_audio;  /**< audio ports to each peer, 0…255 */
    int32_t capture_midi;    /**< MIDI ports from each peer, 0…255 */
    int32_t playback_midi;   /**< MIDI ports to each peer, 0…255 */
    int32_t latency;         /**< periods from one to the other, 1…30; the larger of both counts */
    int32_t encoder;         /**< NJ_ENCODER_…; of both, the one that needs fewer bytes counts */
    int32_t kilobits;        /**< kbit/s per channel of Opus, 8…512; 0 with other encoders */
} nj_mesh_options;

/* ---------------------------------------------------------------- netmanager.so: implemented in managed/NetManager */

/** Starts a manager in the server of @p client. 0 and a handle, or −1 after logging why.
    Thread-safe: no. Realtime-safe: no. */
int nj_manager_open(jack_client_t *client, const nj_manager_options *options, void **manager) NJ_NOEXCEPT;

/** Ends all sessions and frees the handle. If the caller holds the engine's lock, the clients are closed only after
   this has returned. nj_manager_closed is called when everything is closed. Thread-safe: no. Realtime-safe: no. */
void nj_manager_close(void *manager) NJ_NOEXCEPT;

/* ---------------------------------------------------------------- jack_net.so: implemented in managed/NetDriver */

/** Creates the slave and its control thread, which searches for a master at once. @p host is passed back to every
    nj_host_*. 0 and a handle, or −1 after logging why. Thread-safe: no. Realtime-safe: no. */
int nj_driver_open(void *host, const nj_driver_options *options, void **driver) NJ_NOEXCEPT;

/** Ends the control thread (joined) and frees the handle. The driver thread has ended before. Realtime-safe: no. */
void nj_driver_close(void *driver) NJ_NOEXCEPT;

/** First call of a new driver thread: attaches it to the runtime and touches the memory of its cycles. Realtime-safe:
 * no.
 */
void nj_driver_attach(void *driver) NJ_NOEXCEPT;

/** Waits for the next cycle: until the master's packets have arrived, or, without a master, for one period.
    Driver thread. 1: run a cycle; 0: nj_driver_wake was called. Realtime-safe: it only waits. */
int nj_driver_wait(void *driver) NJ_NOEXCEPT;

/** Fills the capture ports. Driver thread, once per cycle. Returns the frames that this cycle lost, 0 if none.
    Realtime-safe: yes. */
uint32_t nj_driver_read(void *driver) NJ_NOEXCEPT;

/** Sends the playback ports. Driver thread, once per cycle. Realtime-safe: yes. */
void nj_driver_write(void *driver) NJ_NOEXCEPT;

/** Replaces nj_driver_read and nj_driver_write while the server freewheels: answers the master with silence. The thread
    that waited. Realtime-safe: yes. */
void nj_driver_skip(void *driver) NJ_NOEXCEPT;

/** Makes the current or the next nj_driver_wait return 0, once. Thread-safe: yes. */
void nj_driver_wake(void *driver) NJ_NOEXCEPT;

/* ------------------------------------------------------------ audioadapter.so: implemented in managed/AudioAdapter */

/** Opens the card and starts an adapter in the client's cycles. 0 and a handle, which is also the argument of the
    client's process callback and therefore of jack_finish; or −1 after logging why. Thread-safe: no. Realtime-safe: no.
 */
int nj_audio_adapter_open(jack_client_t *client, const nj_audio_adapter_options *options, void **adapter) NJ_NOEXCEPT;

/** Ends the card's thread and frees the handle. The client is closed. Called with the engine's lock held: it never
    waits for a thread that needs the lock. Thread-safe: no. Realtime-safe: no. */
void nj_audio_adapter_close(void *adapter) NJ_NOEXCEPT;

/** Logs a line for each sound card of this computer. Thread-safe: yes. Realtime-safe: no. */
void nj_audio_adapter_list_devices(void) NJ_NOEXCEPT;

/* ---------------------------------------------------------------- netadapter.so: implemented in managed/NetAdapter */

/** Starts a slave in the client's cycles, which searches for a master at once. See nj_audio_adapter_open. */
int nj_net_adapter_open(jack_client_t *client, const nj_net_adapter_options *options, void **adapter) NJ_NOEXCEPT;

/** Ends the session and the threads and frees the handle. See nj_audio_adapter_close. */
void nj_net_adapter_close(void *adapter) NJ_NOEXCEPT;

/* ---------------------------------------------------------------- netmesh.so: implemented in managed/NetMesh */

/** Starts the mesh in the server of @p client. 0 and a handle, or −1 after logging why. Thread-safe: no. Realtime-safe:
 * no. */
int nj_mesh_open(jack_client_t *client, const nj_mesh_options *options, void **mesh) NJ_NOEXCEPT;

/** Leaves the mesh and frees the handle. If the caller holds the engine's lock, the clients are closed only after this
    has returned. nj_mesh_closed is called when everything is closed. Thread-safe: no. Realtime-safe: no. */
void nj_mesh_close(void *mesh) NJ_NOEXCEPT;

/* ------------------------------------ jack_net.so: implemented in native/driver, found by netmesh.so in the same
 * server */

/** The session of a net driver, as netmesh joins the mesh of its master with it. */
typedef struct nj_mesh_session {
    uint64_t key;             /**< random, known to the two ends of the session only */
    uint32_t session_id;      /**< the session's number */
    uint32_t manager_scope;   /**< of a link-local address, the interface's number */
    uint8_t manager_host[16]; /**< the manager's address; of IPv4, ::ffff:a.b.c.d */
    uint32_t manager_port;    /**< the UDP port that slaves announce themselves to */
    uint32_t is_running; /**< 1: a session runs whose master numbers its cycles for the mesh; 0: everything else is 0 */
} nj_mesh_session;

/** The session that runs. 1; 0: the driver of this server is another one. Any thread. Realtime-safe: no. */
int nj_net_mesh_session(nj_mesh_session *session) NJ_NOEXCEPT;

/** In place of the common number of a cycle: there is none. */
#define NJ_NO_MESH_CYCLE 0xffffffffu

/** The common number of the server's present cycle, or NJ_NO_MESH_CYCLE. Any thread. Realtime-safe: yes. */
uint32_t nj_net_mesh_cycle(void) NJ_NOEXCEPT;

/* ---------------------------------------------------------------- implemented in native/, called by managed/ */

/** Prints a line in jackd's log (jack_info, jack_error), after the module's name and a colon. The server cuts a line at
    255 bytes. Thread-safe: yes. Realtime-safe: no. */
void nj_log_info(const char *line) NJ_NOEXCEPT;
void nj_log_error(const char *line) NJ_NOEXCEPT;

/** Makes all clients of the server compute their latencies again. Any thread that is not JACK's. 0; −1: the engine is
    busy, try again later. Realtime-safe: no. */
int nj_server_update_latencies(void) NJ_NOEXCEPT;

/** Connects two ports by their full names, where the server allows it. Adapters only; any thread that is not JACK's.
    0: it was tried; −1: the engine is busy, try again later. Realtime-safe: no. */
int nj_server_connect(const char *source, const char *destination) NJ_NOEXCEPT;

/** 1: the server freewheels, and will restore its graph afterwards; 0: it does not freewheel, or it never had real-time
    scheduling. Any thread. Realtime-safe: yes. */
int nj_server_is_freewheeling(void) NJ_NOEXCEPT;

/** The greatest DSP load, in hundredths of a percent. */
#define NJ_MOST_LOAD 100000

/** The DSP load of the server in hundredths of a percent, 0…NJ_MOST_LOAD; −1: unknown, as always in a program.
    Not in audioadapter. Any thread. Realtime-safe: yes. */
int32_t nj_server_load(void) NJ_NOEXCEPT;

/** Waits until no client of the server is being closed, at most a second: what is opened meanwhile may lose its
    semaphore. netmanager and netmesh only, before jack_client_open. Control thread. Realtime-safe: no. */
void nj_server_await_closes(void) NJ_NOEXCEPT;

/** Whether the calling thread holds the engine's lock. netmanager and netmesh only. Realtime-safe: yes. */
int nj_server_is_locked_here(void) NJ_NOEXCEPT;

/** Everything of the manager that nj_manager_close ended is closed; another one may be loaded. Any thread. */
void nj_manager_closed(void) NJ_NOEXCEPT;

/** Everything of the mesh that nj_mesh_close ended is closed; another one may be loaded. Any thread. */
void nj_mesh_closed(void) NJ_NOEXCEPT;

/** Sets what nj_net_mesh_session reports. jack_net.so only. Control thread. Realtime-safe: no. */
void nj_host_set_mesh_session(void *host, const nj_mesh_session *session) NJ_NOEXCEPT;

/** Sets the common number of the cycle that has begun, or NJ_NO_MESH_CYCLE. jack_net.so only. Driver thread.
    Realtime-safe: yes. */
void nj_host_set_mesh_cycle(void *host, uint32_t cycle) NJ_NOEXCEPT;

/** Asks jack_net.so, if this server has it, for its session. netmesh.so only. 1; 0: the driver of this server is
   another one. Control thread. Realtime-safe: no. */
int nj_mesh_find_session(nj_mesh_session *session) NJ_NOEXCEPT;

/** The common number of the server's present cycle, or NJ_NO_MESH_CYCLE. netmesh.so only, after nj_mesh_find_session
   has returned 1. Any thread. Realtime-safe: yes. */
uint32_t nj_mesh_find_cycle(void) NJ_NOEXCEPT;

/** A port that stands for one of a slave has been registered. @p name, for people, is that of the slave and the port's
    there; @p order is its place among the client's ports, from 1. netmanager and netmesh only. Control thread.
    Realtime-safe: no. */
void nj_port_registered(jack_client_t *client, jack_port_t *port, const char *name, int32_t order) NJ_NOEXCEPT;

/** The most ports that the server can have (jackd -p); 0: unknown. netmanager and netmesh only. Any thread.
 * Realtime-safe: yes. */
int32_t nj_server_port_max(void) NJ_NOEXCEPT;

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
