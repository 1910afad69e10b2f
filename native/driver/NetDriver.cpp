// SPDX-License-Identifier: GPL-2.0-or-later
#include "NetDriver.h"

#include "EngineLock.h"
#include "common/ModuleLog.h"
#include "common/SignalGuard.h"
#include "jack/EngineControl.h"
#include "jack/Notification.h"

namespace netjack2 {

namespace {

// Names by which programs and saved sessions know the net driver's ports.
constexpr const char *kClientName = "system";
constexpr const char *kAliasName = "net_pcm";
constexpr const char *kCaptureName = "from_master_";
constexpr const char *kPlaybackName = "to_master_";

// What the server runs with until a master says what to run with.
constexpr uint32_t kFirstPeriod = 1024;
constexpr uint32_t kFirstRate = 48000;

} // namespace

NetDriver::NetDriver(Jack::JackLockedEngine *engine, Jack::JackLinuxFutex *synchros)
    : JackAudioDriver(kClientName, kAliasName, engine, synchros) {
    clientControl_.wants[Jack::kPortRegistered] = true;
    clientControl_.wants[Jack::kPortUnregistered] = true;
    clientControl_.wants[Jack::kPortConnected] = true;
    clientControl_.wants[Jack::kPortDisconnected] = true;
}

NetDriver::~NetDriver() {
    // A server that failed to start may not have come to Stop and Close.
    EndThread();
    CloseManaged();
}

bool NetDriver::TryOpen(const nj_driver_options &options) {
    // The layout that this class was compiled for, against the one that the server's constructor has just filled in.
    if (JackAudioDriver::GetClientControl() != &clientControl_) {
        LogError("this jackd lays out its drivers in an unknown way");
        return false;
    }
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
    if (nj_driver_open(this, &complete, &managed) != 0) {
        Close();
        return false;
    }
    managed_ = managed;
    return true;
}

int NetDriver::Start() {
    EndAbsence();
    if (JackAudioDriver::Start() != 0)
        return -1;
    if (!thread_.Start([this] { RunCycles(); }, IsRealTime() ? engineControl_->serverPriority : 0)) {
        JackAudioDriver::Stop();
        return -1;
    }
    {
        const std::lock_guard form(form_);
        suspended_ = false;
    }
    resumed_.notify_all();
    return 0;
}

int NetDriver::Stop() {
    // From here to the next Start no change of form begins: the server may save the graph, run freely and put the
    // saved graph back, and ports that came in between would be lost in that. A change that is under way is let finish.
    suspended_ = true;
    form_.lock();
    form_.unlock();

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

void NetDriver::EndAbsence() {
    stopping_ = true;
    if (managed_)
        nj_driver_wake(managed_);
    absent_.Join();
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

/** Ends the thread that answers for a server that freewheels, and the control thread. A change of form that is under
   way is let finish, one that has yet to begin is not begun. The server does not hold the engine's lock here. */
void NetDriver::CloseManaged() {
    if (!managed_)
        return;
    EndAbsence();
    closing_ = true;
    {
        // Between the control thread's look at closing_ and its sleep there is no time for the notification.
        const std::lock_guard form(form_);
    }
    resumed_.notify_all();
    nj_driver_close(managed_);
    managed_ = nullptr;
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

/** While the server freewheels the master gets an answer to each cycle, so that the session goes on. */
void NetDriver::SkipCycles() {
    nj_driver_attach(managed_);
    while (!stopping_)
        if (nj_driver_wait(managed_) != 0)
            nj_driver_skip(managed_);
}

/** Between the server's decision about the cycle's transport and the first client that sees it. */
int NetDriver::ResumeRefNum() {
    transport_.Settle();
    return JackAudioDriver::ResumeRefNum();
}

int NetDriver::Read() {
    CycleTakeBeginTime();
    if (const uint32_t lost = nj_driver_read(managed_))
        NotifyXRun(beginUsecs_, 1e6f * static_cast<float>(lost) / static_cast<float>(engineControl_->rate));
    return 0;
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
    return buffer ? buffer : nobody_.data();
}

} // namespace netjack2
