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

/** Most ports of one kind in one direction; JACK's drivers keep lists of 256 and the sync packet's encoder allows 255.
 */
#define NJ_MAX_PORTS 255

/* ---------------------------------------------------------------- options, parsed by native/, validated by native/ */

/** What `jack_load netmanager -i "…"` said. */
typedef struct nj_manager_options {
    char address[64];        /**< multicast group to join, or an own unicast address */
    char interface_name[64]; /**< network interface, by name or by one of its addresses; empty: all */
    int32_t port;            /**< UDP port, 1…65535 */
    int32_t auto_connect;    /**< 1: connect each new slave to the physical ports */
    int32_t auto_save;       /**< 1: remember connections per slave name and restore them */
    int32_t transport;       /**< 1: share the transport with slaves that can */
} nj_manager_options;

/** What `jackd -d net …` said. */
typedef struct nj_driver_options {
    char address[64];        /**< multicast group, or the master's unicast address */
    char name[64];           /**< name of this slave on the master; empty: the host's name */
    char interface_name[64]; /**< network interface, by name or by one of its addresses; empty: all */
    int32_t port;            /**< UDP port, 1…65535 */
    int32_t mtu;             /**< bytes of an IP packet, 576…9000 */
    int32_t capture_audio;   /**< audio ports master → slave, 0…255; −1: as many as the master has */
    int32_t playback_audio;  /**< audio ports slave → master, likewise */
    int32_t capture_midi;    /**< MIDI ports master → slave, likewise */
    int32_t playback_midi;   /**< MIDI ports slave → master, likewise */
    int32_t latency;         /**< network latency in periods, 0…30 */
    int32_t auto_save;       /**< 1: keep connections over a change of the port counts */
    int32_t encoder;         /**< how samples travel, as numbered on the wire: 0 float, 1 int16, 3 Opus */
    int32_t kilobits;        /**< kilobits per second and channel, where the encoder compresses */
    int32_t transport;       /**< 1: share the transport with a master that can */
    int32_t sync;            /**< 1: this server runs synchronously (jackd -S) */
    int32_t realtime;        /**< 1: this server runs with real-time priority */
    uint32_t period;         /**< period in frames that the server was opened with */
    uint32_t rate;           /**< sample rate in Hz that the server was opened with */
} nj_driver_options;

/* ---------------------------------------------------------------- netmanager.so: implemented in managed/NetManager */

/** Starts a manager on the server that @p client belongs to. 0 and a handle, or −1 after logging why.
    Thread-safe: no. Realtime-safe: no. */
int nj_manager_open(jack_client_t *client, const nj_manager_options *options, void **manager) NJ_NOEXCEPT;

/** Ends every session and frees the handle. Called with the engine lock held: it never waits for a thread that needs
   it. Thread-safe: no. Realtime-safe: no. */
void nj_manager_close(void *manager) NJ_NOEXCEPT;

/* ---------------------------------------------------------------- jack_net.so: implemented in managed/NetDriver */

/** Creates the slave and its control thread, which looks for a master at once. @p host is passed back to every
   nj_host_*. 0 and a handle, or −1 after logging why. Thread-safe: no. Realtime-safe: no. */
int nj_driver_open(void *host, const nj_driver_options *options, void **driver) NJ_NOEXCEPT;

/** Ends the control thread (joined) and frees the handle. The driver thread has ended before. Realtime-safe: no. */
void nj_driver_close(void *driver) NJ_NOEXCEPT;

/** First call of a new driver thread: attaches it to the runtime and touches what its cycles will use. Realtime-safe:
 * no. */
void nj_driver_attach(void *driver) NJ_NOEXCEPT;

/** Waits for the next cycle: until the master's packets are there, or, without a master, until a period has passed.
    Driver thread. 1: run a cycle; 0: nj_driver_wake was called. Realtime-safe: waits, does nothing else. */
int nj_driver_wait(void *driver) NJ_NOEXCEPT;

/** Fills the capture ports. Driver thread, once per cycle. Returns the frames that the cycle lost (0: none).
    Realtime-safe: yes. */
uint32_t nj_driver_read(void *driver) NJ_NOEXCEPT;

/** Sends the playback ports. Driver thread, once per cycle. Realtime-safe: yes. */
void nj_driver_write(void *driver) NJ_NOEXCEPT;

/** Makes a present or the next nj_driver_wait return 0, once. Thread-safe: yes. */
void nj_driver_wake(void *driver) NJ_NOEXCEPT;

/* ---------------------------------------------------------------- implemented in native/, called by managed/ */

/** Prints a line in jackd's log (jack_info, jack_error). Thread-safe: yes. Realtime-safe: no. */
void nj_log_info(const char *line) NJ_NOEXCEPT;
void nj_log_error(const char *line) NJ_NOEXCEPT;

/** The form of a net driver's server while a session lasts. */
typedef struct nj_driver_format {
    uint32_t capture_audio;    /**< ports, 0…255 */
    uint32_t playback_audio;   /**< ports, 0…255 */
    uint32_t capture_midi;     /**< ports, 0…255 */
    uint32_t playback_midi;    /**< ports, 0…255 */
    uint32_t period;           /**< frames */
    uint32_t rate;             /**< Hz */
    uint32_t capture_latency;  /**< frames, published on audio capture ports */
    uint32_t playback_latency; /**< frames, published on audio playback ports */
    uint32_t capture_midi_latency;  /**< frames, published on MIDI capture ports */
    uint32_t playback_midi_latency; /**< frames, published on MIDI playback ports */
} nj_driver_format;

/** Gives the driver this form: parks the driver thread where the period or the rate changes, registers and unregisters
    only the ports by which the new form differs, publishes latencies, tells the clients. Control thread.
    0, or −1 after logging why (the form is then as far as it came). Realtime-safe: no. */
int nj_host_configure(void *host, const nj_driver_format *format) NJ_NOEXCEPT;

/** The audio buffer of port @p index (0-based) for this cycle; never NULL between configure calls.
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

/** How often ports or connections of the server have changed so far. Any thread. Realtime-safe: yes. */
uint32_t nj_host_graph_changes(void *host) NJ_NOEXCEPT;

/** Tells the connections of the driver's ports, and which ports of the server have gone since this was last told, as
    strings, each NUL-terminated, three a row: "<" (to the driver's port), ">" (from it) or "-" (a port that has gone),
    then the driver's port by its short name or the id of the one that has gone, then the full name of the port at the
   other end or nothing. Control thread. Returns the bytes of all that; where they are more than @p size, nothing was
   told. −1: the server is rebuilding its graph, ask again later. Realtime-safe: no. */
int32_t nj_host_connections(void *host, char *text, uint32_t size) NJ_NOEXCEPT;

/** The id of the port with this full name, 0: there is none. Control thread. Realtime-safe: no. */
uint32_t nj_host_port(void *host, const char *name) NJ_NOEXCEPT;

/** Connects two ports. Control thread. 0, or −1 where the server refuses or is rebuilding its graph. Realtime-safe: no.
 */
int nj_host_connect(void *host, const char *source, const char *destination) NJ_NOEXCEPT;

#ifdef __cplusplus
}
#endif
#endif
