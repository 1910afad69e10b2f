// SPDX-License-Identifier: GPL-2.0-or-later
// What jackd and its plug-ins share without a public header: the C++ side of libjackserver.so.0, from version 1.9.14
// on, x86-64 and arm64.
//
// The headers of this folder declare only what a driver needs, under the names that the linker knows. Of objects of
// the server that are only pointed at, only the members that the driver uses are declared.
#ifndef NETJACK2_JACK_TYPES_H
#define NETJACK2_JACK_TYPES_H

#include <cstddef>
#include <cstdint>

#include <jack/systemdeps.h>
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

/** The number of a piece of shared memory, its size, and where this process has it. */
struct SharedMemory {
    int16_t index;
    uint32_t size;
    void *address;
} POST_PACKED_STRUCTURE;

/** JACK packs what its processes share on x86 only (jack/systemdeps.h): elsewhere members have their own alignment. */
constexpr bool kIsPacked = alignof(SharedMemory) == 1;

/** An offset or a size in bytes, which differs if members are aligned. */
constexpr size_t Layout(size_t packed, size_t aligned) {
    return kIsPacked ? packed : aligned;
}

static_assert(sizeof(SharedMemory) == Layout(14, 16));

} // namespace Jack

#endif
