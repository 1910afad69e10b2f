// SPDX-License-Identifier: GPL-2.0-or-later
/* What native/ calls in managed/: each module opens and closes, and the cycles of the net driver. */
#ifndef NETJACK2_MODULES_H
#define NETJACK2_MODULES_H

#include "base.h"
#include "options.h"

#ifdef __cplusplus
extern "C" {
#endif

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

#ifdef __cplusplus
}
#endif
#endif
