// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef NETJACK2_JACK_NOTIFICATION_H
#define NETJACK2_JACK_NOTIFICATION_H

namespace Jack {

/** Codes of ClientNotify, which are also the indices of the flags that request them. Only those that a driver uses. */
enum Notification : int {
    kXrun = 3,
    kStartFreewheel = 7,
    kStopFreewheel = 8,
    kPortRegistered = 9,    ///< value 1: id of the port
    kPortUnregistered = 10, ///< likewise
    kPortConnected = 11,    ///< value 1: id of the source port; value 2: id of the destination port
    kPortDisconnected = 12, ///< likewise
    kLatency = 18,          ///< value 1: 0 capture latencies, 1 playback latencies
};

} // namespace Jack

#endif
