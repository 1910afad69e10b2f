// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef NETJACK2_JACK_DRIVER_H
#define NETJACK2_JACK_DRIVER_H

#include <string>
#include <utility>

#include "ClientControl.h"
#include "DriverInterface.h"

namespace Jack {

/** A driver's place in the server: its client, its role, its begin and end times. Implemented in libjackserver. */
class [[gnu::visibility("default")]] JackDriver : public JackDriverClientInterface {
public:
    JackDriver(const char *name, const char *alias, JackLockedEngine *engine, JackLinuxFutex *synchros);
    ~JackDriver() override;

    int Open() override;
    int Open(uint32_t period, uint32_t rate, bool capturing, bool playing, int captureChannels, int playbackChannels,
             bool monitor, const char *captureName, const char *playbackName, uint32_t captureLatency,
             uint32_t playbackLatency) override;
    int Attach() override;
    int Detach() override;
    int Read() override;
    int Write() override;
    int Start() override;
    int Stop() override;
    bool IsFixedBufferSize() override;
    int SetBufferSize(uint32_t period) override;
    int SetSampleRate(uint32_t rate) override;
    int Process() override;
    void SetMaster(bool onOff) override;
    bool GetMaster() override;
    void AddSlave(JackDriverInterface * slave) override;
    void RemoveSlave(JackDriverInterface * slave) override;
    std::list<JackDriverInterface *> GetSlaves() override;
    int ProcessReadSlaves() override;
    int ProcessWriteSlaves() override;
    int ProcessRead() override;
    int ProcessWrite() override;
    int ProcessReadSync() override;
    int ProcessWriteSync() override;
    int ProcessReadAsync() override;
    int ProcessWriteAsync() override;
    bool IsRealTime() const override;
    bool IsRunning() const override;

    virtual void SaveConnections(int alias);
    virtual void LoadConnections(int alias, bool fullName);
    virtual int StartSlaves();
    virtual int StopSlaves();
    virtual int ResumeRefNum();
    virtual int SuspendRefNum();

    int Close() override;
    int ClientNotify(int refNum, const char *name, int notification, int sync, const char *message, int value1,
                     int value2) override;
    JackClientControl *GetClientControl() const override;
    virtual bool Initialize();

protected:
    friend struct DriverLayout;

    void CycleTakeBeginTime();
    void NotifyXRun(uint64_t atUsecs, float delayUsecs);
    void NotifyBufferSize(uint32_t period);
    void NotifySampleRate(uint32_t rate);

    char captureName_[kClientNameSize];
    char playbackName_[kClientNameSize];
    char alias_[kClientNameSize];
    uint32_t captureLatency_;
    uint32_t playbackLatency_;
    int32_t captureChannels_;
    int32_t playbackChannels_;
    uint64_t beginUsecs_;
    uint64_t endUsecs_;
    float delayUsecs_;
    JackLockedEngine *engine_;
    JackGraphManager *graph_;
    JackLinuxFutex *synchros_;
    JackEngineControl *engineControl_;
    JackClientControl clientControl_;
    std::list<JackDriverInterface *> slaves_;
    bool isMaster_;
    bool isRunning_;
    bool withMonitorPorts_;
    jack_port_id_t capturePorts_[kDriverPorts];
    jack_port_id_t playbackPorts_[kDriverPorts];
    jack_port_id_t monitorPorts_[kDriverPorts];
    std::list<std::pair<std::string, std::pair<std::string, std::string>>> connections_;
};

} // namespace Jack

#endif
