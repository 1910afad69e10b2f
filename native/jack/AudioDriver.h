// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef NETJACK2_JACK_AUDIODRIVER_H
#define NETJACK2_JACK_AUDIODRIVER_H

#include "Driver.h"

namespace Jack {

/** A driver with cycles: Process reads, runs the graph and writes. Implemented in libjackserver. */
class [[gnu::visibility("default")]] JackAudioDriver : public JackDriver {
public:
    JackAudioDriver(const char *name, const char *alias, JackLockedEngine *engine, JackLinuxFutex *synchros);
    ~JackAudioDriver() override;

    using JackDriver::Open;
    int Open(uint32_t period, uint32_t rate, bool capturing, bool playing, int captureChannels, int playbackChannels,
             bool monitor, const char *captureName, const char *playbackName, uint32_t captureLatency,
             uint32_t playbackLatency) override;
    int Attach() override;
    int Detach() override;
    int Write() override;
    int SetBufferSize(uint32_t period) override;
    int SetSampleRate(uint32_t rate) override;
    int Process() override;
    int ClientNotify(int refNum, const char *name, int notification, int sync, const char *message, int value1,
                     int value2) override;
    virtual void UpdateLatencies();
};

} // namespace Jack

#endif
