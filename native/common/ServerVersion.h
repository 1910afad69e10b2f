// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef NETJACK2_COMMON_SERVERVERSION_H
#define NETJACK2_COMMON_SERVERVERSION_H

namespace netjack2 {

/** Whether the server that this process is has the classes that native/jack lays out. Logs a line if not: to derive
    from a class of another shape would corrupt the server. */
bool IsKnownServer();

} // namespace netjack2

#endif
