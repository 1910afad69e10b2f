// SPDX-License-Identifier: GPL-2.0-or-later
/* What crosses the border in netjack2-client, beside abi.h. */
#ifndef NETJACK2_PROGRAM_H
#define NETJACK2_PROGRAM_H

#include "abi.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ------------------------------------ netjack2-client: implemented in native/program, called by managed/NetProgram */

/** The options of `netjack2 master` and `netjack2 join` beside those of their modules. */
typedef struct nj_program_options {
    char jack_name[64]; /**< name of the client in JACK; empty: that of the module */
    int32_t quantum;    /**< frames per period that PipeWire is asked for, 16…8192; 0: none */
} nj_program_options;

/** Result of nj_program_open. */
#define NJ_OPENED 0
#define NJ_NO_SERVER 1
#define NJ_NAME_IN_USE 2
#define NJ_NOT_OPENED 3

/** Why nj_program_wait has returned. */
#define NJ_TIME_OVER 0
#define NJ_STOPPED 1
#define NJ_SERVER_ENDED 2

/** Reads the options of `netjack2 master` from @p count words, each with a NUL at its end. 0; 1: the help was printed
    on standard output; −1: a line on standard error has the reason. Thread-safe: no. Realtime-safe: no. */
int nj_program_master_options(const char *words, uint32_t count, nj_program_options *program,
                              nj_manager_options *options) NJ_NOEXCEPT;

/** The same of `netjack2 join`. */
int nj_program_join_options(const char *words, uint32_t count, nj_program_options *program,
                            nj_net_adapter_options *options) NJ_NOEXCEPT;

/** Prepares the process: SIGINT, SIGTERM and SIGHUP end nj_program_wait, and log lines begin with @p module. Logs the
    version. Once, first of all but the options. 0, or −1 after logging why. Realtime-safe: no. */
int nj_program_begin(const char *module) NJ_NOEXCEPT;

/** 1: the JACK library of this process is PipeWire's; 0: it is not. Thread-safe: yes. Realtime-safe: no. */
int nj_program_is_pipewire(void) NJ_NOEXCEPT;

/** Opens the client of this process, in a server that runs already. NJ_OPENED and the client, or why there is none,
    which is not logged. Thread-safe: no. Realtime-safe: no. */
int nj_program_open(const char *name, int32_t quantum, jack_client_t **client) NJ_NOEXCEPT;

/** Makes a client without ports receive the server's notifications of its period and of freewheel, where it would not
    otherwise. After nj_program_open. 0; −1: the server refuses. Thread-safe: no. Realtime-safe: no. */
int nj_program_watch(jack_client_t *client) NJ_NOEXCEPT;

/** Waits until the process is to end, the server has ended, or @p milliseconds are over: NJ_TIME_OVER, NJ_STOPPED,
    NJ_SERVER_ENDED. Main thread. Realtime-safe: no. */
int nj_program_wait(int32_t milliseconds) NJ_NOEXCEPT;

/** Whether this process has replaced one whose server ended, see nj_program_restart. Realtime-safe: no. */
int nj_program_is_restarted(void) NJ_NOEXCEPT;

/** Sends the service manager that has started this process a state, such as "READY=1"; nothing if there is none.
    Thread-safe: yes. Realtime-safe: no. */
void nj_program_notify(const char *state) NJ_NOEXCEPT;

/** Replaces this process by a new one with the same number, the same program and these words, the first of which is its
    name. Returns only if that fails, after logging why. Main thread. Realtime-safe: no. */
void nj_program_restart(const char *words, uint32_t count) NJ_NOEXCEPT;

#ifdef __cplusplus
}
#endif
#endif
