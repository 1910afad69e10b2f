// SPDX-License-Identifier: GPL-2.0-or-later
// What jackd and its plug-ins share without a public header: the C++ side of libjackserver.so.0, from version 1.9.14
// on, x86-64.
//
// The headers of this folder declare only what a driver needs, under the names that the linker knows. Of objects of
// the server that are only pointed at, only the members that the driver uses are declared.
#ifndef NETJACK2_JACK_TYPES_H
#define NETJACK2_JACK_TYPES_H

#include <cstdint>

#include <jack/types.h>

namespace Jack {

class JackLockedEngine;
class JackGraphManager;
class JackLinuxFutex;
class JackDriverInterface;
struct JackClientControl;
struct JackEngineControl;

/** Longest name of a client with its NUL. */
constexpr int kClientNameSize = 65;

/** Longest full name of a port, "client:port", with its NUL. */
constexpr int kPortNameSize = 321;

/** Ports that a driver's object keeps in each of its lists. */
constexpr int kDriverPorts = 256;

/** Most frames of a period: the size of a port's buffer. The server asserts on more. */
constexpr uint32_t kMaxPeriod = 8192;

/** Never the id of a registered port. */
constexpr jack_port_id_t kUnusedPort = 0;

/** The destination of PortDisconnect that means all ports. */
constexpr jack_port_id_t kAllPorts = 0xFFFF;

/** The result of a look-up if there is no such port. */
constexpr jack_port_id_t kNoPort = 0xFFFE;

} // namespace Jack

#endif
