// SPDX-License-Identifier: GPL-2.0-or-later
// How the driver changes its period, rate and ports, and how it follows changes of the graph.
#include <chrono>
#include <thread>

#include "NetDriver.h"
#include "common/EngineLock.h"
#include "common/ModuleLog.h"
#include "jack/EngineControl.h"
#include "jack/Notification.h"

namespace netjack2 {

namespace {

using namespace std::chrono_literals;

/** How long a cycle may take to end. In synchronous mode JACK itself waits up to 5 s for a client that is late. */
constexpr auto kLongestCycle = 6s;

/** How long the server may freewheel or be busy before the parameters are given up: the master does not wait longer. */
constexpr auto kLongestWait = 2s;

/** Between two polls of a state that has no notification. */
constexpr auto kPollInterval = 1ms;

} // namespace

// Locks are taken in this order: reconfiguration_, the engine's, cycle_.
//
// The engine's lock comes before cycle_, because a client that is activated or closed holds the engine's lock while it
// waits for a cycle that adopts the changed graph. If the cycles were stopped first, the client would wait for a cycle
// while holding the lock that this thread needs: the server would stop until JACK gives up after 5 s.
//
// While cycle_ is held, nothing releases the engine's lock. JACK releases one level of the recursive lock when it calls
// a client of this process; its notifications have taken one more level and release only that. Registering a port takes
// no further level, so that other threads can take the lock then; ports are therefore registered after cycle_ is
// released.
//
// A cycle uses either the old or the new period, rate and ports, never a mixture, as it may in jack2. Ports leave the
// banks before they are unregistered, and enter them after they are registered.
int NetDriver::Configure(const nj_driver_configuration &configuration) {
    if (configuration.period == 0 || configuration.period > Jack::kMaxPeriod || configuration.rate == 0) {
        LogError("a period of %u frames at %u Hz is not possible in JACK", configuration.period, configuration.rate);
        return -1;
    }
    for (const uint32_t count : {configuration.capture_audio, configuration.playback_audio, configuration.capture_midi,
                                 configuration.playback_midi})
        if (count > NJ_MAX_PORTS) {
            LogError("%u ports of a kind are more than %d", count, NJ_MAX_PORTS);
            return -1;
        }

    std::unique_lock reconfiguration(reconfiguration_);
    if (!AwaitEngine(reconfiguration))
        return -1;
    const EngineLock engine(Engine(), std::adopt_lock);
    return Apply(configuration) ? 0 : -1;
}

/** Waits until the server runs this driver, and takes the engine's lock. False if the driver is closed instead, or if
   it takes too long. */
bool NetDriver::AwaitEngine(std::unique_lock<std::mutex> &reconfiguration) {
    // Polls, and does not block: a thread that stops or closes the driver must not wait for the holder of the engine.
    const auto deadline = std::chrono::steady_clock::now() + kLongestWait;
    while (!closing_ && std::chrono::steady_clock::now() < deadline) {
        if (!resumed_.wait_until(reconfiguration, deadline, [this] { return closing_ || !suspended_; }) || closing_)
            break;
        if (Engine().Trylock())
            return true;
        reconfiguration.unlock();
        std::this_thread::sleep_for(kPollInterval);
        reconfiguration.lock();
    }
    return false;
}

/** The engine and reconfiguration_ are locked. */
bool NetDriver::Apply(const nj_driver_configuration &configuration) {
    const std::array<uint32_t, 4> counts = {configuration.capture_audio, configuration.playback_audio,
                                            configuration.capture_midi, configuration.playback_midi};
    const uint32_t period = engineControl_->period, rate = engineControl_->rate;
    std::array<std::vector<jack_port_id_t>, 4> surplus;
    {
        const std::unique_lock cycle(cycle_, kLongestCycle);
        if (!cycle) {
            LogError("a cycle does not end; period, rate and ports stay as they are");
            return false;
        }
        for (size_t i = 0; i < banks_.size(); i++)
            surplus[i] = banks_[i]->Shrink(counts[i]);
        SetTiming(configuration.period, configuration.rate);
    }

    bool complete = true;
    Connections removed;
    for (size_t i = 0; i < banks_.size(); i++)
        Disconnect(*banks_[i], surplus[i], removed);
    AwaitAdoption(removed);
    for (const auto &ports : surplus)
        Unregister(ports);
    for (size_t i = 0; i < banks_.size(); i++)
        complete &= banks_[i]->Grow(counts[i], Engine(), *graph_, clientControl_.refNum, clientControl_.name, alias_,
                                    configuration.period);
    // Without its ports the session does not begin, and the silent cycles keep their period and rate.
    if (!complete) {
        const std::unique_lock cycle(cycle_, kLongestCycle);
        if (cycle)
            SetTiming(period, rate);
    }
    // A client may have connected a port before its bank knew it.
    CountAllConnections();
    PublishLatencies(configuration);
    return complete;
}

/** Engine locked. */
void NetDriver::PublishLatencies(const nj_driver_configuration &configuration) {
    latencies_ = {configuration.capture_latency, configuration.playback_latency, configuration.capture_midi_latency,
                  configuration.playback_midi_latency};
    UpdateLatencies();
    Engine().ComputeTotalLatencies();
}

/** Does not wait for the engine: the caller tries again. */
bool NetDriver::SetLatencies(const nj_driver_configuration &configuration) {
    const std::unique_lock reconfiguration(reconfiguration_);
    if (closing_ || suspended_ || !Engine().Trylock())
        return false;
    const EngineLock engine(Engine(), std::adopt_lock);
    PublishLatencies(configuration);
    return true;
}

/** Engine locked, no cycle running. */
void NetDriver::SetTiming(uint32_t period, uint32_t rate) {
    const bool newPeriod = period != engineControl_->period;
    const bool newRate = rate != engineControl_->rate;
    // The functions of the base class: those of this class refuse, because only the master may change these.
    if (newPeriod && JackAudioDriver::SetBufferSize(period) != 0)
        LogError("an added driver (jackd -X) rejects a period of %u frames", period);
    if (newRate && JackAudioDriver::SetSampleRate(rate) != 0)
        LogError("an added driver (jackd -X) rejects a rate of %u Hz", rate);
    if (newPeriod)
        NotifyBufferSize(period);
    if (newRate)
        NotifySampleRate(rate);
}

/** Engine locked. */
void NetDriver::Disconnect(const PortBank &bank, const std::vector<jack_port_id_t> &ports, Connections &removed) {
    for (const jack_port_id_t port : ports) {
        graph_->GetConnections(port, connectionTable_.data());
        for (const Jack::ConnectedPort *peer = connectionTable_.data(); *peer != Jack::kEndOfConnections; peer++)
            removed.push_back(bank.IsCapture() ? std::pair<jack_port_id_t, jack_port_id_t>(port, *peer)
                                               : std::pair<jack_port_id_t, jack_port_id_t>(*peer, port));
        Engine().PortDisconnect(clientControl_.refNum, port, Jack::kAllPorts);
    }
}

/** Waits until the cycles use a graph without these connections. Engine locked.
 *
 *  A cycle takes connections from the graph that it last adopted, but ports from one list that all graphs share. If a
 *  port were unregistered and its number reused for a port of the other direction before that graph is adopted, an
 *  input could appear connected to an input. JACK follows such connections in circles until the stack of the driver
 *  thread overflows. */
void NetDriver::AwaitAdoption(const Connections &removed) {
    const auto deadline = std::chrono::steady_clock::now() + kLongestCycle;
    for (const auto &[source, destination] : removed)
        while (graph_->IsConnected(source, destination) && std::chrono::steady_clock::now() < deadline)
            std::this_thread::sleep_for(kPollInterval);
}

/** Engine locked. */
void NetDriver::Unregister(const std::vector<jack_port_id_t> &ports) {
    for (const jack_port_id_t port : ports)
        Engine().PortUnRegister(clientControl_.refNum, port);
}

void NetDriver::UpdateLatencies() {
    for (size_t i = 0; i < banks_.size(); i++)
        banks_[i]->SetLatency(*graph_, latencies_[i]);
}

/** Called by the thread that changes the graph, without the engine's lock. */
int NetDriver::ClientNotify(int refNum, const char *name, int notification, int sync, const char *message, int value1,
                            int value2) {
    switch (notification) {
    case Jack::kXrun:
        xruns_++;
        return 0;
    case Jack::kPortRegistered:
        RecordChange(Jack::kNoPort);
        return 0;
    case Jack::kPortUnregistered:
        RecordChange(value1);
        return 0;
    case Jack::kPortConnected:
    case Jack::kPortDisconnected:
        CountConnections(value1);
        CountConnections(value2);
        RecordChange(Jack::kNoPort);
        return 0;
    case Jack::kLatency:
        for (PortBank *bank : banks_)
            bank->RecalculateLatency(*graph_, value1 == 0 ? JackCaptureLatency : JackPlaybackLatency);
        return 0;
    case Jack::kStartFreewheel:
        // Between Stop and Start of this driver: the freewheel driver runs the server.
        EndFreewheelThread();
        // The server has switched real-time scheduling off, and remembers that it had it.
        freewheelThread_.Start([this] { SkipCycles(); },
                               engineControl_->savedRealTime ? engineControl_->serverPriority : 0);
        CountAllConnections();
        break;
    case Jack::kStopFreewheel:
        EndFreewheelThread();
        // The server removes the connections of the driver's ports and restores them, without a notification.
        CountAllConnections();
        break;
    }
    return JackAudioDriver::ClientNotify(refNum, name, notification, sync, message, value1, value2);
}

/** Counts anew instead of up and down: notifications of several threads may be reordered, and after the last one the
    count is correct in any case. */
void NetDriver::CountConnections(jack_port_id_t port) {
    for (PortBank *bank : banks_) {
        if (!bank->Contains(port))
            continue;
        const EngineLock lock(Engine());
        graph_->GetConnections(port, connectionTable_.data());
        bank->CountConnections(port, connectionTable_.data());
    }
}

void NetDriver::CountAllConnections() {
    for (const PortBank *bank : banks_)
        for (uint32_t index = 0; index < bank->Count(); index++)
            CountConnections(bank->Id(index));
}

} // namespace netjack2
