// SPDX-License-Identifier: GPL-2.0-or-later
/* What all headers of the border use. */
#ifndef NETJACK2_BASE_H
#define NETJACK2_BASE_H

#include <stdint.h>

#ifdef __cplusplus
#define NJ_NOEXCEPT noexcept
#else
#define NJ_NOEXCEPT
#endif

typedef struct _jack_client jack_client_t;
typedef struct _jack_port jack_port_t;
typedef struct _jack_position jack_position_t;

#endif
