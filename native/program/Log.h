// SPDX-License-Identifier: GPL-2.0-or-later
// The log of a program: lines on standard error, which journald knows the importance of.
#ifndef NETJACK2_PROGRAM_LOG_H
#define NETJACK2_PROGRAM_LOG_H

namespace netjack2 {

/** What each line begins with from now on. The text is not copied. */
void SetModuleName(const char *name) noexcept;

} // namespace netjack2

#endif
