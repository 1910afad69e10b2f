// SPDX-License-Identifier: GPL-2.0-or-later
/* What managed/ asks of the server that it is in, and what one module asks of another one there. */
#ifndef NETJACK2_SERVER_H
#define NETJACK2_SERVER_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

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

/** Sets options of a net driver that runs: for each its letter and its value, each word with a NUL behind it. The
    driver begins another session with them. 1; 0: @p problem, a clause, has the reason, and nothing is changed. Any
    thread. Realtime-safe: no. */
int nj_net_set_session(const char *words, uint32_t length, char *problem, uint32_t size) NJ_NOEXCEPT;

/* ---------------------------------------------------------------- implemented in native/, called by managed/ */

/** Prints a line in jackd's log (jack_info, jack_error), after the module's name and a colon. A module's line
    that is longer than the server's 255 bytes ends with "…". Thread-safe: yes. Realtime-safe: no. */
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

/** Asks jack_net.so, if this server has it, for its session. netmesh.so only. 1; 0: the driver of this server is
   another one. Control thread. Realtime-safe: no. */
int nj_mesh_find_session(nj_mesh_session *session) NJ_NOEXCEPT;

/** The common number of the server's present cycle, or NJ_NO_MESH_CYCLE. netmesh.so only, after nj_mesh_find_session
   has returned 1. Any thread. Realtime-safe: yes. */
uint32_t nj_mesh_find_cycle(void) NJ_NOEXCEPT;

/** Asks jack_net.so for other options, as nj_net_set_session; 0 also without jack_net.so, or with one of an earlier
    version. netmesh.so only. Control thread. Realtime-safe: no. */
int nj_mesh_set_session(const char *words, uint32_t length, char *problem, uint32_t size) NJ_NOEXCEPT;

/** A port that stands for one of a slave has been registered. @p name, for people, is that of the slave and the port's
    there; @p order is its place among the client's ports, from 1. netmanager and netmesh only. Control thread.
    Realtime-safe: no. */
void nj_port_registered(jack_client_t *client, jack_port_t *port, const char *name, int32_t order) NJ_NOEXCEPT;

/** The most ports that the server can have (jackd -p); 0: unknown. netmanager and netmesh only. Any thread.
 * Realtime-safe: yes. */
int32_t nj_server_port_max(void) NJ_NOEXCEPT;

#ifdef __cplusplus
}
#endif
#endif
