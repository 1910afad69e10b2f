// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef NETJACK2_COMMON_SERVERVERSION_H
#define NETJACK2_COMMON_SERVERVERSION_H

namespace netjack2 {

/** Whether the server of this process has the classes that native/jack declares. Logs a line if not: a class derived
    from a base with another layout would corrupt the server. */
bool IsKnownServer();

} // namespace netjack2

#endif
