// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef NETJACK2_JACK_DRIVERINTERFACE_H
#define NETJACK2_JACK_DRIVERINTERFACE_H

#include <list>

#include "Types.h"

namespace Jack {

// The order of the virtual functions is the ABI: the server calls them by their index.

/** The functions by which the server uses a driver. */
class [[gnu::visibility("default")]] JackDriverInterface {
public:
    virtual ~JackDriverInterface() = default;
    virtual int Open() = 0;
    virtual int Open(uint32_t period, uint32_t rate, bool capturing, bool playing, int captureChannels,
                     int playbackChannels, bool monitor, const char *captureName, const char *playbackName,
                     uint32_t captureLatency, uint32_t playbackLatency) = 0;
    virtual int Attach() = 0;
    virtual int Detach() = 0;
    virtual int Read() = 0;
    virtual int Write() = 0;
    virtual int Start() = 0;
    virtual int Stop() = 0;
    virtual bool IsFixedBufferSize() = 0;
    virtual int SetBufferSize(uint32_t period) = 0;
    virtual int SetSampleRate(uint32_t rate) = 0;
    virtual int Process() = 0;
    virtual void SetMaster(bool onOff) = 0;
    virtual bool GetMaster() = 0;
    virtual void AddSlave(JackDriverInterface * slave) = 0;
    virtual void RemoveSlave(JackDriverInterface * slave) = 0;
    virtual std::list<JackDriverInterface *> GetSlaves() = 0;
    virtual int ProcessReadSlaves() = 0;
    virtual int ProcessWriteSlaves() = 0;
    virtual int ProcessRead() = 0;
    virtual int ProcessWrite() = 0;
    virtual int ProcessReadSync() = 0;
    virtual int ProcessWriteSync() = 0;
    virtual int ProcessReadAsync() = 0;
    virtual int ProcessWriteAsync() = 0;
    virtual bool IsRealTime() const = 0;
    virtual bool IsRunning() const = 0;
};

/** The functions by which the engine uses a client. */
class [[gnu::visibility("default")]] JackClientInterface {
public:
    virtual ~JackClientInterface() = default;
    virtual int Close() = 0;
    virtual int ClientNotify(int refNum, const char *name, int notification, int sync, const char *message, int value1,
                             int value2) = 0;
    virtual JackClientControl *GetClientControl() const = 0;
};

/** A driver is both; the server calls it by either base. */
class [[gnu::visibility("default")]] JackDriverClientInterface : public JackDriverInterface,
                                                                 public JackClientInterface{};

static_assert(sizeof(JackDriverClientInterface) == 16);

} // namespace Jack

#endif
