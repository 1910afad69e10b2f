// SPDX-License-Identifier: GPL-2.0-or-later
// The backend of `jackd -d net`: the object that the server drives.
#ifndef NETJACK2_DRIVER_NETDRIVER_H
#define NETJACK2_DRIVER_NETDRIVER_H

#include <array>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include <netjack2/abi.h>

#include "DriverThread.h"
#include "PortBank.h"
#include "ServerTransport.h"
#include "jack/AudioDriver.h"

namespace netjack2 {

/** A driver whose clock, samples, period, rate and ports come from the managed side.
 *
 *  Three kinds of threads call it. The driver thread, started in Start and joined in Stop, runs the cycles. The control
 *  thread, started by nj_driver_open and joined by nj_driver_close, reconfigures the driver. The server calls the rest,
 *  from its main thread and from the thread that serves its clients. */
class NetDriver final : public Jack::JackAudioDriver {
public:
    NetDriver(Jack::JackLockedEngine *engine, Jack::JackLinuxFutex *synchros);
    ~NetDriver() override;

    /** Registers with the server and starts the managed side. False after logging why not. */
    bool TryOpen(const nj_driver_options &options);

    int Attach() override { return 0; } // ports are registered once a master has set their number
    int Detach() override;
    int Start() override;
    int Stop() override;
    int Close() override;
    int Read() override;
    int Write() override;

    // The master sets period and rate.
    bool IsFixedBufferSize() override { return true; }
    int SetBufferSize(uint32_t) override { return -1; }
    int SetSampleRate(uint32_t) override { return -1; }

    int ResumeRefNum() override;
    int ClientNotify(int refNum, const char *name, int notification, int sync, const char *message, int value1,
                     int value2) override;
    void UpdateLatencies() override;

    // Called by the managed side; abi.h describes them.
    int Configure(const nj_driver_configuration &configuration);
    bool SetLatencies(const nj_driver_configuration &configuration);
    void *CaptureAudio(uint32_t index) { return AudioBuffer(captureAudio_, index); }
    void *PlaybackAudio(uint32_t index) { return AudioBuffer(playbackAudio_, index); }
    void *CaptureMidi(uint32_t index) { return Buffer(captureMidi_, index); }
    void *PlaybackMidi(uint32_t index) { return Buffer(playbackMidi_, index); }
    uint32_t CaptureConnections(uint32_t index) const { return captureAudio_.Connections(index); }
    uint32_t PlaybackConnections(uint32_t index) const { return playbackAudio_.Connections(index); }
    ServerTransport &Transport() { return transport_; }
    nj_server_cycle LastCycle() const;
    uint32_t GraphChanges() const { return graphChanges_; }
    int32_t ListConnections(nj_connection *connections, uint32_t size);
    uint32_t ReportUnregisteredPorts(uint32_t *ports, uint32_t size);
    uint32_t FindPort(const char *name);
    int Connect(const char *source, const char *destination);

private:
    /** Pairs of source and destination. */
    using Connections = std::vector<std::pair<jack_port_id_t, jack_port_id_t>>;
    using Banks = std::array<PortBank *, 4>;

    void RunCycles();
    void SkipCycles();
    void EndThread();
    void EndFreewheelThread();
    void CloseManaged();

    bool TryEngine(std::unique_lock<std::mutex> &reconfiguration);
    bool AwaitEngine(std::unique_lock<std::mutex> &reconfiguration);
    bool Apply(const nj_driver_configuration &configuration);
    void SetTiming(uint32_t period, uint32_t rate);
    void PublishLatencies(const nj_driver_configuration &configuration);
    void Disconnect(const PortBank &bank, const std::vector<jack_port_id_t> &ports, Connections &removed);
    void AwaitAdoption(const Connections &removed);
    void Unregister(const std::vector<jack_port_id_t> &ports);

    void RecordChange(jack_port_id_t unregistered);
    void CountConnections(jack_port_id_t port);
    void CountAllConnections();

    void *Buffer(const PortBank &bank, uint32_t index);
    void *AudioBuffer(const PortBank &bank, uint32_t index);

    Jack::JackEngine &Engine() { return Jack::Unlocked(engine_); }

    PortBank captureAudio_{kCaptureAudio};
    PortBank playbackAudio_{kPlaybackAudio};
    PortBank captureMidi_{kCaptureMidi};
    PortBank playbackMidi_{kPlaybackMidi};
    const Banks banks_{&captureAudio_, &playbackAudio_, &captureMidi_, &playbackMidi_};

    void *managed_ = nullptr;
    std::array<uint32_t, 4> latencies_ = {}; ///< of the ports of each bank, in frames

    DriverThread thread_;
    DriverThread freewheelThread_;       ///< answers the master while the server freewheels
    std::atomic<bool> stopping_ = false; ///< the one of the two threads that runs is to end
    ServerTransport transport_{*Jack::GetEngineControl()};

    /** Held by the driver thread while a cycle runs; another thread that holds it is between cycles. A cycle waits for
       it only during a reconfiguration. */
    std::timed_mutex cycle_;

    /** Held during a reconfiguration. Taken before any other lock. */
    std::mutex reconfiguration_;
    std::condition_variable resumed_;
    std::atomic<bool> suspended_ = true; ///< not between Start and Stop: the server may be rebuilding the graph
    std::atomic<bool> closing_ = false;  ///< the control thread is to end

    std::atomic<uint32_t> xruns_ = 0; ///< that the server has reported, those of this driver among them
    uint32_t reportedXruns_ = 0;      ///< by this driver. Driver thread
    std::atomic<uint32_t> graphChanges_ = 0;
    std::mutex changes_;
    std::vector<jack_port_id_t> unregistered_; ///< since they were last listed. Guarded by changes_

    /** Scratch for the connections of one port. Engine locked. */
    std::vector<Jack::ConnectedPort> connectionTable_ = std::vector<Jack::ConnectedPort>(Jack::kMaxConnections);

    /** Used in place of the buffer of a port that no longer exists. */
    std::array<float, Jack::kMaxPeriod> fallbackBuffer_ = {};
};

} // namespace netjack2

#endif
