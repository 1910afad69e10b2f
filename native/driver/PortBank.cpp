// SPDX-License-Identifier: GPL-2.0-or-later
#include "PortBank.h"

#include <jack/jack.h>

#include "common/ModuleLog.h"

namespace netjack2 {

namespace {

constexpr unsigned kCaptureFlags = JackPortIsOutput | JackPortIsPhysical | JackPortIsTerminal;
constexpr unsigned kPlaybackFlags = JackPortIsInput | JackPortIsPhysical | JackPortIsTerminal;

} // namespace

// The aliases are those of jack2: they name a port from the side of the master.
const PortKind kCaptureAudio = {JACK_DEFAULT_AUDIO_TYPE, kCaptureFlags, "capture_", "from_master_:out"};
const PortKind kPlaybackAudio = {JACK_DEFAULT_AUDIO_TYPE, kPlaybackFlags, "playback_", "to_master_:in"};
const PortKind kCaptureMidi = {JACK_DEFAULT_MIDI_TYPE, kCaptureFlags, "midi_capture_", nullptr};
const PortKind kPlaybackMidi = {JACK_DEFAULT_MIDI_TYPE, kPlaybackFlags, "midi_playback_", nullptr};

bool PortBank::Grow(uint32_t count, Jack::JackEngine &engine, Jack::JackGraphManager &graph, int refNum,
                    const char *client, const char *alias, uint32_t period) {
    for (uint32_t index = Count(); index < count; index++) {
        const std::string number = std::to_string(index + 1);
        const std::string name = std::string(client) + ':' + kind_.name + number;
        jack_port_id_t port = Jack::kNoPort;
        if (engine.PortRegister(refNum, name.c_str(), kind_.type, kind_.flags, period, &port) < 0) {
            LogError("cannot register port %s", name.c_str());
            return false;
        }
        if (kind_.alias)
            graph.GetPort(port)->SetAlias((std::string(alias) + ':' + kind_.alias + number).c_str());
        connections_[index].store(0, std::memory_order_relaxed);
        ids_[index].store(port, std::memory_order_release);
        count_.store(index + 1, std::memory_order_release);
    }
    return true;
}

std::vector<jack_port_id_t> PortBank::Shrink(uint32_t count) {
    std::vector<jack_port_id_t> surplus;
    for (uint32_t index = Count(); index > count; index--) {
        count_.store(index - 1, std::memory_order_release);
        surplus.push_back(ids_[index - 1].exchange(Jack::kUnusedPort));
        connections_[index - 1].store(0, std::memory_order_relaxed);
    }
    return surplus;
}

void PortBank::CountConnections(jack_port_id_t port, const Jack::ConnectedPort *connections) {
    const uint32_t index = Find(port);
    if (index >= Count())
        return;
    uint32_t count = 0;
    while (count < Jack::kMaxConnections && connections[count] != Jack::kEndOfConnections)
        count++;
    connections_[index].store(count, std::memory_order_relaxed);
}

void PortBank::SetLatency(Jack::JackGraphManager &graph, uint32_t frames) const {
    jack_latency_range_t range = {frames, frames};
    for (uint32_t index = 0; index < Count(); index++)
        graph.GetPort(Id(index))->SetLatencyRange(IsCapture() ? JackCaptureLatency : JackPlaybackLatency, &range);
}

void PortBank::RecalculateLatency(Jack::JackGraphManager &graph, jack_latency_callback_mode_t mode) const {
    if (mode == (IsCapture() ? JackCaptureLatency : JackPlaybackLatency))
        return;
    for (uint32_t index = 0; index < Count(); index++)
        if (const jack_port_id_t port = Id(index))
            graph.RecalculateLatency(port, mode);
}

uint32_t PortBank::Find(jack_port_id_t port) const {
    const uint32_t count = Count();
    for (uint32_t index = 0; index < count; index++)
        if (Id(index) == port)
            return index;
    return NJ_MAX_PORTS;
}

} // namespace netjack2
