// SPDX-License-Identifier: GPL-2.0-or-later
#include "NetDriver.h"

#include <jack/jack.h>

#include "MeshReport.h"
#include "SessionSettings.h"
#include "common/EngineLock.h"
#include "common/ModuleLog.h"
#include "common/SignalGuard.h"
#include "jack/EngineControl.h"
#include "jack/Notification.h"

namespace netjack2 {

namespace {

// The names that programs and saved sessions know the ports of jack2's net driver by.
constexpr const char *kClientName = "system";
constexpr const char *kAliasName = "net_pcm";
constexpr const char *kCaptureName = "from_master_";
constexpr const char *kPlaybackName = "to_master_";

// Period and rate until a master sets them.
constexpr uint32_t kFirstPeriod = 1024;
constexpr uint32_t kFirstRate = 48000;

} // namespace

NetDriver::NetDriver(Jack::JackLockedEngine *engine, Jack::JackLinuxFutex *synchros)
    : JackAudioDriver(kClientName, kAliasName, engine, synchros) {
    clientControl_.wants[Jack::kXrun] = true;
    clientControl_.wants[Jack::kPortRegistered] = true;
    clientControl_.wants[Jack::kPortUnregistered] = true;
    clientControl_.wants[Jack::kPortConnected] = true;
    clientControl_.wants[Jack::kPortDisconnected] = true;
}

NetDriver::~NetDriver() {
    // A server that failed to start may not have called Stop and Close.
    EndThread();
    CloseManaged();
}

bool NetDriver::TryOpen(const nj_driver_options &options) {
    if (JackAudioDriver::Open(kFirstPeriod, kFirstRate, true, true, 0, 0, false, kCaptureName, kPlaybackName, 0, 0) !=
        0)
        return false;
    if (engineControl_ != Jack::GetEngineControl() || engineControl_->period != kFirstPeriod ||
        engineControl_->rate != kFirstRate) {
        LogError("this jackd lays out its settings in an unknown way");
        Close();
        return false;
    }

    nj_driver_options complete = options;
    complete.sync = engineControl_->synchronous;
    complete.period = engineControl_->period;
    complete.rate = engineControl_->rate;
    if (complete.transport && !transport_.IsKnown()) {
        LogError("this jackd lays out its transport in an unknown way; the transport is not shared");
        complete.transport = 0;
    }

    SignalGuard guard;
    void *managed = nullptr;
    MeshReport::OfProcess().Begin();
    SessionSettings::OfProcess().Begin(complete);
    if (nj_driver_open(this, &complete, &managed) != 0) {
        SessionSettings::OfProcess().End();
        MeshReport::OfProcess().End();
        Close();
        return false;
    }
    managed_ = managed;
    return true;
}

int NetDriver::Start() {
    EndFreewheelThread();
    if (JackAudioDriver::Start() != 0)
        return -1;
    if (!thread_.Start([this] { RunCycles(); }, IsRealTime() ? engineControl_->serverPriority : 0)) {
        JackAudioDriver::Stop();
        return -1;
    }
    {
        const std::lock_guard reconfiguration(reconfiguration_);
        suspended_ = false;
    }
    resumed_.notify_all();
    return 0;
}

int NetDriver::Stop() {
    // No reconfiguration begins from here to the next Start: the server may save the graph, freewheel and restore the
    // graph, which would lose ports that were registered in between. One that has begun is finished first.
    suspended_ = true;
    reconfiguration_.lock();
    reconfiguration_.unlock();

    EndThread();
    transport_.Release();
    return JackAudioDriver::Stop();
}

void NetDriver::EndThread() {
    stopping_ = true;
    if (managed_)
        nj_driver_wake(managed_);
    thread_.Join();
    stopping_ = false;
}

void NetDriver::EndFreewheelThread() {
    stopping_ = true;
    if (managed_)
        nj_driver_wake(managed_);
    freewheelThread_.Join();
    stopping_ = false;
}

int NetDriver::Detach() {
    CloseManaged();
    const EngineLock lock(Engine());
    for (PortBank *bank : banks_)
        Unregister(bank->Shrink(0));
    return 0;
}

int NetDriver::Close() {
    CloseManaged();
    return JackAudioDriver::Close();
}

/** Ends the freewheel thread and the control thread. A reconfiguration that has begun is finished; none begins any
   more. The server does not hold the engine's lock here. */
void NetDriver::CloseManaged() {
    if (!managed_)
        return;
    // A server whose start failed after this driver was started does not stop it.
    EndThread();
    EndFreewheelThread();
    closing_ = true;
    {
        // Without the lock the control thread could test closing_ before and begin to wait after the notification.
        const std::lock_guard reconfiguration(reconfiguration_);
    }
    resumed_.notify_all();
    nj_driver_close(managed_);
    managed_ = nullptr;
    SessionSettings::OfProcess().End();
    MeshReport::OfProcess().End();
}

void NetDriver::RunCycles() {
    nj_driver_attach(managed_);
    while (!stopping_) {
        if (nj_driver_wait(managed_) == 0)
            continue;
        const std::lock_guard cycle(cycle_);
        Process();
    }
}

/** While the server freewheels, each cycle of the master is answered, so that the session continues. */
void NetDriver::SkipCycles() {
    nj_driver_attach(managed_);
    while (!stopping_)
        if (nj_driver_wait(managed_) != 0)
            nj_driver_skip(managed_);
}

/** Called after the server has decided the transport of the cycle, and before a client sees it. */
int NetDriver::ResumeRefNum() {
    transport_.Settle();
    return JackAudioDriver::ResumeRefNum();
}

int NetDriver::Read() {
    CycleTakeBeginTime();
    if (const uint32_t lost = nj_driver_read(managed_)) {
        reportedXruns_++;
        NotifyXRun(beginUsecs_, 1e6f * static_cast<float>(lost) / static_cast<float>(engineControl_->rate));
    }
    return 0;
}

nj_server_cycle NetDriver::LastCycle() const {
    nj_server_cycle cycle = {};
    transport_.ReadCycle(cycle);
    cycle.period = engineControl_->period;
    cycle.sample_rate = engineControl_->rate;
    // A report of this driver arrives later than it was counted.
    const uint32_t all = xruns_;
    cycle.xruns = all > reportedXruns_ ? all - reportedXruns_ : 0;
    return cycle;
}

int NetDriver::Write() {
    nj_driver_write(managed_);
    return 0;
}

void *NetDriver::Buffer(const PortBank &bank, uint32_t index) {
    const jack_port_id_t port = bank.Id(index);
    return port == Jack::kUnusedPort ? nullptr : graph_->GetBuffer(port, engineControl_->period);
}

void *NetDriver::AudioBuffer(const PortBank &bank, uint32_t index) {
    void *buffer = Buffer(bank, index);
    return buffer ? buffer : fallbackBuffer_.data();
}

} // namespace netjack2
