// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef NETJACK2_COMMON_EXPORT_H
#define NETJACK2_COMMON_EXPORT_H

/** Marks a function that jackd looks up by name. All other symbols are hidden. */
#define NJ_EXPORT extern "C" [[gnu::visibility("default")]]

#endif
