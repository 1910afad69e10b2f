// SPDX-License-Identifier: GPL-2.0-or-later
// What ends the wait of the main thread.
#ifndef NETJACK2_PROGRAM_PROCESS_H
#define NETJACK2_PROGRAM_PROCESS_H

namespace netjack2 {

/** The server has ended: nj_program_wait returns NJ_SERVER_ENDED, if nothing else has ended it before. Any thread. */
void ReportServerEnded() noexcept;

} // namespace netjack2

#endif
