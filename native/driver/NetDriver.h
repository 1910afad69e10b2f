// SPDX-License-Identifier: GPL-2.0-or-later
// The backend of `jackd -d net`: the object that the server drives.
#ifndef NETJACK2_DRIVER_NETDRIVER_H
#define NETJACK2_DRIVER_NETDRIVER_H

#include <array>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <utility>
#include <vector>

#include <netjack2/abi.h>

#include "DriverThread.h"
#include "PortBank.h"
#include "ServerTransport.h"
#include "jack/AudioDriver.h"

namespace netjack2 {

/** A master driver whose clock, samples and form come from the managed side.
 *
 *  Three threads meet here. The driver thread, made in Start and joined in Stop, runs the cycles. The control thread,
 *  made by nj_driver_open and joined by nj_driver_close, gives the driver its form. The server calls everything else,
 *  from its main thread and the one that serves its clients. */
class NetDriver final : public Jack::JackAudioDriver {
public:
    NetDriver(Jack::JackLockedEngine *engine, Jack::JackLinuxFutex *synchros);
    ~NetDriver() override;

    /** Registers with the server and starts the managed side. False after logging why not. */
    bool TryOpen(const nj_driver_options &options);

    int Attach() override { return 0; } // ports come when a master says how many
    int Detach() override;
    int Start() override;
    int Stop() override;
    int Close() override;
    int Read() override;
    int Write() override;

    // Period and rate are the master's.
    bool IsFixedBufferSize() override { return true; }
    int SetBufferSize(uint32_t) override { return -1; }
    int SetSampleRate(uint32_t) override { return -1; }

    int ResumeRefNum() override;
    int ClientNotify(int refNum, const char *name, int notification, int sync, const char *message, int value1,
                     int value2) override;
    void UpdateLatencies() override;

    // What the managed side calls, as told in abi.h.
    int Configure(const nj_driver_format &format);
    void *CaptureAudio(uint32_t index) { return AudioBuffer(captureAudio_, index); }
    void *PlaybackAudio(uint32_t index) { return AudioBuffer(playbackAudio_, index); }
    void *CaptureMidi(uint32_t index) { return Buffer(captureMidi_, index); }
    void *PlaybackMidi(uint32_t index) { return Buffer(playbackMidi_, index); }
    uint32_t CaptureConnections(uint32_t index) const { return captureAudio_.Connections(index); }
    uint32_t PlaybackConnections(uint32_t index) const { return playbackAudio_.Connections(index); }
    ServerTransport &Transport() { return transport_; }
    uint32_t GraphChanges() const { return graphChanges_; }
    int32_t ReportConnections(nj_connection *connections, uint32_t size);
    uint32_t ReportGonePorts(uint32_t *ports, uint32_t size);
    uint32_t FindPort(const char *name);
    int Connect(const char *source, const char *destination);

private:
    /** Pairs of source and destination. */
    using Connections = std::vector<std::pair<jack_port_id_t, jack_port_id_t>>;
    using Banks = std::array<PortBank *, 4>;

    void RunCycles();
    void SkipCycles();
    void EndThread();
    void EndAbsence();
    void CloseManaged();

    bool TryEngine(std::unique_lock<std::mutex> &form);
    bool AwaitEngine(std::unique_lock<std::mutex> &form);
    bool Reshape(const nj_driver_format &format);
    void SetTiming(uint32_t period, uint32_t rate);
    void Disconnect(const PortBank &bank, const std::vector<jack_port_id_t> &ports, Connections &severed);
    void AwaitAdoption(const Connections &severed);
    void Unregister(const std::vector<jack_port_id_t> &ports);

    void NoteChange(jack_port_id_t gone);
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
    DriverThread absent_;                ///< answers the master while the server freewheels
    std::atomic<bool> stopping_ = false; ///< the thread that runs, of these two, is to end
    ServerTransport transport_{*Jack::GetEngineControl()};

    /** Held by the driver thread while a cycle runs, so that whoever holds it otherwise is between cycles. It is free
        but for the rare moments in which a cycle has to wait. */
    std::timed_mutex cycle_;

    /** Held while the form changes. Taken before any other lock. */
    std::mutex form_;
    std::condition_variable resumed_;
    std::atomic<bool> suspended_ = true; ///< not between Start and Stop: the server may be rebuilding the graph
    std::atomic<bool> closing_ = false;  ///< the control thread is to end

    std::atomic<uint32_t> graphChanges_ = 0;
    std::mutex changes_;
    std::vector<jack_port_id_t> gone_; ///< ports that went since they were last reported. Guarded by changes_

    /** Scratch: a table of connections. Engine locked. */
    std::vector<Jack::ConnectedPort> connections_ = std::vector<Jack::ConnectedPort>(Jack::kMaxConnections);

    /** In place of the buffer of a port that has gone. */
    std::array<float, Jack::kMaxPeriod> nobody_ = {};
};

} // namespace netjack2

#endif
