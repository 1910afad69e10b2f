// SPDX-License-Identifier: GPL-2.0-or-later
// A file with the last lines of a user's modules, for `netjack2 log` and `netjack2 load`: where a server's own log
// goes, only the process that started it knows.
#ifndef NETJACK2_COMMON_LOGFILE_H
#define NETJACK2_COMMON_LOGFILE_H

#include <string>

namespace netjack2 {

/** The folder of the file. Every user may write into it. */
inline constexpr const char *kLogFolder = "/dev/shm";

/** Bytes after which a file is replaced by a new one; the old one is kept beside it. */
inline constexpr size_t kLogLimit = 64 * 1024;

/** The file of this process's user: netjack2-log.UID. */
std::string LogFileOf(const std::string &folder);

/** Appends a line: time (UTC), process, module and text. What stands in the way, such as a link, a pipe or a file of
    another user, or a full disk, loses the line. Thread-safe: yes. Realtime-safe: no. */
void KeepLine(const std::string &folder, const char *module, const char *text) noexcept;

} // namespace netjack2

#endif
