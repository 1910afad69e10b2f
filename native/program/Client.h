// SPDX-License-Identifier: GPL-2.0-or-later
// What libjack prints.
#ifndef NETJACK2_PROGRAM_CLIENT_H
#define NETJACK2_PROGRAM_CLIENT_H

namespace netjack2 {

/** What becomes of errors that libjack has printed. Those about a server that has ended precede the news of its end,
   which the program logs by itself. */
enum class Errors { kLogged, kDropped };

/** Logs or drops the errors of libjack so far. Any thread. */
void LogErrors(Errors fate) noexcept;

} // namespace netjack2

#endif
