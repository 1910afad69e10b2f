// SPDX-License-Identifier: GPL-2.0-or-later
// The ports of one kind in one direction, for the cycles and for those that change them.
#ifndef NETJACK2_DRIVER_PORTBANK_H
#define NETJACK2_DRIVER_PORTBANK_H

#include <array>
#include <atomic>
#include <string>
#include <vector>

#include <netjack2/abi.h>

#include "jack/Engine.h"
#include "jack/GraphManager.h"

namespace netjack2 {

/** How the ports of a bank look to JACK. */
struct PortKind {
    const char *type;
    unsigned flags;
    const char *name;  ///< what precedes the number in the short name
    const char *alias; ///< what precedes the number in the alias; null: no alias
};

extern const PortKind kCaptureAudio;
extern const PortKind kPlaybackAudio;
extern const PortKind kCaptureMidi;
extern const PortKind kPlaybackMidi;

/** Numbered ports of one kind. One thread at a time changes the bank; any thread may read it at the same time. */
class PortBank {
public:
    explicit PortBank(const PortKind &kind) : kind_(kind) {}

    /** Capture ports are sources of the graph. */
    bool IsCapture() const { return kind_.flags & JackPortIsOutput; }

    uint32_t Count() const { return count_.load(std::memory_order_acquire); }

    /** The id of the port, or kUnusedPort if there is none. Realtime-safe: yes. */
    jack_port_id_t Id(uint32_t index) const {
        return index < NJ_MAX_PORTS ? ids_[index].load(std::memory_order_acquire) : Jack::kUnusedPort;
    }

    /** Connections of the port, as of the last count. Realtime-safe: yes. */
    uint32_t Connections(uint32_t index) const {
        return index < NJ_MAX_PORTS ? connections_[index].load(std::memory_order_relaxed) : 0;
    }

    /** Registers ports until there are @p count. Engine locked. False after logging which one failed. */
    bool Grow(uint32_t count, Jack::JackEngine &engine, Jack::JackGraphManager &graph, int refNum, const char *client,
              const char *alias, uint32_t period);

    /** Drops ports until there are @p count, and returns them: the caller unregisters them. */
    std::vector<jack_port_id_t> Shrink(uint32_t count);

    /** Counts the connections of @p port, if it is in this bank, from the table of them. Engine locked. */
    void CountConnections(jack_port_id_t port, const Jack::ConnectedPort *connections);

    bool Contains(jack_port_id_t port) const { return Find(port) < Count(); }

    void SetLatency(Jack::JackGraphManager &graph, uint32_t frames) const;

    /** Derives the latency of the other direction from the connections. */
    void RecalculateLatency(Jack::JackGraphManager &graph, jack_latency_callback_mode_t mode) const;

private:
    uint32_t Find(jack_port_id_t port) const;

    const PortKind &kind_;
    std::atomic<uint32_t> count_ = 0;
    std::array<std::atomic<jack_port_id_t>, NJ_MAX_PORTS> ids_ = {};
    std::array<std::atomic<uint32_t>, NJ_MAX_PORTS> connections_ = {};
};

} // namespace netjack2

#endif
