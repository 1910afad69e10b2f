// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef NETJACK2_COMMON_PROCESSOR_H
#define NETJACK2_COMMON_PROCESSOR_H

namespace netjack2 {

/** Why managed code cannot run on this processor, for a log line; null if it can. On a processor without its
   instructions the runtime would end the process, which is jackd. */
const char *ProcessorProblem() noexcept;

} // namespace netjack2

#endif
