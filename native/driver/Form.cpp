// SPDX-License-Identifier: GPL-2.0-or-later
// How the driver changes its form, and what follows from a change of the graph.
#include <chrono>
#include <thread>

#include "EngineLock.h"
#include "NetDriver.h"
#include "common/ModuleLog.h"
#include "jack/EngineControl.h"
#include "jack/Notification.h"

namespace netjack2 {

namespace {

using namespace std::chrono_literals;

/** How long a cycle may take to end. In synchronous mode JACK itself waits up to 5 s for a client that is late. */
constexpr auto kLongestCycle = 6s;

/** Between two looks at what cannot be waited for otherwise. */
constexpr auto kPollInterval = 1ms;

} // namespace

// Locks are taken in this order: form_, the engine's, cycle_.
//
// The engine's before cycle_, because a client that is activated or closed waits, with the engine locked, for a cycle
// to adopt the changed graph. Were the driver thread halted first and the engine asked for afterwards, that client's
// cycle would not come and the engine not be released: the server would stand still until JACK gives up after 5 s.
//
// While cycle_ is held nothing lets the engine go: JACK releases one level of the recursive lock around a call into a
// client of this process, and its notifications, having locked once more, release only their own. Registering ports
// does not lock again, so others get their turn in it; that is why it is done after the cycles have been let go on.
//
// This also keeps apart what raced in the original (the form changing under cycles that use it): a cycle sees period,
// rate and ports either as they were or as they are to be; ports that go are out of the banks before they are
// unregistered, ports that come are in the banks after they are registered.
int NetDriver::Configure(const nj_driver_format &format) {
    if (format.period == 0 || format.period > Jack::kMaxPeriod || format.rate == 0) {
        LogError("a period of %u frames at %u Hz is not possible in JACK", format.period, format.rate);
        return -1;
    }
    for (const uint32_t count :
         {format.capture_audio, format.playback_audio, format.capture_midi, format.playback_midi})
        if (count > NJ_MAX_PORTS) {
            LogError("%u ports of a kind are more than %d", count, NJ_MAX_PORTS);
            return -1;
        }

    std::unique_lock form(form_);
    if (!AwaitEngine(form))
        return -1;
    const EngineLock engine(Engine(), std::adopt_lock);
    return Reshape(format) ? 0 : -1;
}

/** Waits for the server to run this driver and takes the engine's lock. False if the driver closes before. */
bool NetDriver::AwaitEngine(std::unique_lock<std::mutex> &form) {
    // By trial, not by waiting: who stops or closes the driver must not wait for who holds the engine.
    while (!closing_) {
        resumed_.wait(form, [this] { return closing_ || !suspended_; });
        if (closing_)
            break;
        if (Engine().Trylock())
            return true;
        form.unlock();
        std::this_thread::sleep_for(kPollInterval);
        form.lock();
    }
    return false;
}

/** Engine locked, form locked. */
bool NetDriver::Reshape(const nj_driver_format &format) {
    const std::array<uint32_t, 4> counts = {format.capture_audio, format.playback_audio, format.capture_midi,
                                            format.playback_midi};
    const uint32_t period = engineControl_->period, rate = engineControl_->rate;
    std::array<std::vector<jack_port_id_t>, 4> surplus;
    latencies_ = {format.capture_latency, format.playback_latency, format.capture_midi_latency,
                  format.playback_midi_latency};
    {
        const std::unique_lock cycle(cycle_, kLongestCycle);
        if (!cycle) {
            LogError("a cycle does not end; the driver keeps its form");
            return false;
        }
        for (size_t i = 0; i < banks_.size(); i++)
            surplus[i] = banks_[i]->Shrink(counts[i]);
        SetTiming(format.period, format.rate);
    }

    bool complete = true;
    Connections severed;
    for (size_t i = 0; i < banks_.size(); i++)
        Disconnect(*banks_[i], surplus[i], severed);
    AwaitAdoption(severed);
    for (const auto &ports : surplus)
        Unregister(ports);
    for (size_t i = 0; i < banks_.size(); i++)
        complete &= banks_[i]->Grow(counts[i], Engine(), *graph_, clientControl_.refNum, clientControl_.name, alias_,
                                    format.period);
    // Without its ports the session does not begin, and the silent cycles go on as they were.
    if (!complete) {
        const std::unique_lock cycle(cycle_, kLongestCycle);
        if (cycle)
            SetTiming(period, rate);
    }
    // A client may have connected a port before its bank knew it.
    CountAllConnections();
    UpdateLatencies();
    Engine().ComputeTotalLatencies();
    return complete;
}

/** Engine locked, no cycle running. */
void NetDriver::SetTiming(uint32_t period, uint32_t rate) {
    const bool newPeriod = period != engineControl_->period;
    const bool newRate = rate != engineControl_->rate;
    // The base's functions, for ours refuse: clients may not change what is the master's.
    if (newPeriod && JackAudioDriver::SetBufferSize(period) != 0)
        LogError("a slave driver refuses a period of %u frames", period);
    if (newRate && JackAudioDriver::SetSampleRate(rate) != 0)
        LogError("a slave driver refuses a rate of %u Hz", rate);
    if (newPeriod)
        NotifyBufferSize(period);
    if (newRate)
        NotifySampleRate(rate);
}

/** Engine locked. */
void NetDriver::Disconnect(const PortBank &bank, const std::vector<jack_port_id_t> &ports, Connections &severed) {
    for (const jack_port_id_t port : ports) {
        graph_->GetConnections(port, connections_.data());
        for (const Jack::ConnectedPort *peer = connections_.data(); *peer != Jack::kEndOfConnections; peer++)
            severed.push_back(bank.IsCapture() ? std::pair<jack_port_id_t, jack_port_id_t>(port, *peer)
                                               : std::pair<jack_port_id_t, jack_port_id_t>(*peer, port));
        Engine().PortDisconnect(clientControl_.refNum, port, Jack::kAllPorts);
    }
}

/** Waits for the cycles to use a graph without these connections. Engine locked.
 *
 *  Cycles look connections up in the graph that they last adopted, but ports in one list for all. Were a port
 *  unregistered, and its number given to a port of the other direction, before the graph without its connections is
 *  adopted, then an input could seem connected to an input: JACK follows such connections in circles until the stack of
 *  the driver thread is used up. */
void NetDriver::AwaitAdoption(const Connections &severed) {
    const auto deadline = std::chrono::steady_clock::now() + kLongestCycle;
    for (const auto &[source, destination] : severed)
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
    case Jack::kPortRegistered:
        NoteChange(Jack::kNoPort);
        return 0;
    case Jack::kPortUnregistered:
        NoteChange(value1);
        return 0;
    case Jack::kPortConnected:
    case Jack::kPortDisconnected:
        CountConnections(value1);
        CountConnections(value2);
        NoteChange(Jack::kNoPort);
        return 0;
    case Jack::kLatency:
        for (PortBank *bank : banks_)
            bank->RecalculateLatency(*graph_, value1 == 0 ? JackCaptureLatency : JackPlaybackLatency);
        return 0;
    case Jack::kStartFreewheel:
        // Between Stop and Start of this driver: another one runs the server.
        EndAbsence();
        absent_.Start([this] { SkipCycles(); }, IsRealTime() ? engineControl_->serverPriority : 0);
        CountAllConnections();
        break;
    case Jack::kStopFreewheel:
        EndAbsence();
        // The server takes the connections of the driver's ports away, and puts them back, without a word.
        CountAllConnections();
        break;
    }
    return JackAudioDriver::ClientNotify(refNum, name, notification, sync, message, value1, value2);
}

/** Counts anew rather than up and down: notifications of several threads may overtake each other, and the last one to
    come then still leaves the truth. */
void NetDriver::CountConnections(jack_port_id_t port) {
    for (PortBank *bank : banks_) {
        if (!bank->Contains(port))
            continue;
        const EngineLock lock(Engine());
        graph_->GetConnections(port, connections_.data());
        bank->CountConnections(port, connections_.data());
    }
}

void NetDriver::CountAllConnections() {
    for (const PortBank *bank : banks_)
        for (uint32_t index = 0; index < bank->Count(); index++)
            CountConnections(bank->Id(index));
}

} // namespace netjack2
