// SPDX-License-Identifier: GPL-2.0-or-later
// The lines of this module in jackd's log. Each begins with the module's name.
#ifndef NETJACK2_COMMON_MODULELOG_H
#define NETJACK2_COMMON_MODULELOG_H

namespace netjack2 {

/** What each log line begins with, such as "netmanager". Every module defines it beside the functions that jackd looks
    up. */
extern const char *const kModuleName;

/** Print one line, formatted as by printf, after the name and a colon, and keep it for `netjack2 log`. A
   module's line that is longer than the server's 255 bytes ends with "…". Thread-safe: yes. Realtime-safe: no. */
[[gnu::format(printf, 1, 2)]] void LogInfo(const char *format, ...) noexcept;
[[gnu::format(printf, 1, 2)]] void LogError(const char *format, ...) noexcept;

/** Prints which version this is. The first line of every module that is loaded. */
void LogVersion() noexcept;

} // namespace netjack2

#endif
