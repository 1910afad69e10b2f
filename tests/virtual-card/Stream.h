// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef VIRTUAL_CARD_STREAM_H
#define VIRTUAL_CARD_STREAM_H

#include <memory>
#include <optional>
#include <string>

#include <alsa/asoundlib.h>
#include <alsa/pcm_external.h>
#include <poll.h>

#include "Card.h"
#include "Descriptor.h"
#include "Recording.h"
#include "Source.h"

namespace virtual_card {

/**
 * One direction of a card, opened by an application. It has no thread: whenever the application calls, it does what a
 * card's DMA engine would have done since the last call. ALSA's buffer is the ring that the engine works on, in every
 * access mode. All but Open is called with the card's lock; errors are negative errno values.
 */
class Stream {
public:
    static constexpr unsigned kDescriptors = 2;

    Stream(std::shared_ptr<Card> card, const Definition &definition, snd_pcm_stream_t direction);
    ~Stream();
    Stream(const Stream &) = delete;
    Stream &operator=(const Stream &) = delete;

    /** Takes the direction for this application. */
    int Claim();

    int Create(const char *name, const snd_pcm_ioplug_callback_t &callbacks, int mode);

    snd_pcm_ioplug_t &Io() { return io_; }
    snd_pcm_stream_t Direction() const { return direction_; }
    const std::shared_ptr<Card> &GetCard() const { return card_; }

    /** Obeys commands, advances, and informs ALSA if the state has changed. The error of the state, or 0. */
    int Update();

    /** Plays or captures what was due until now. */
    void Advance();

    /** The card is pulled out: for this stream for ever. */
    void Disconnect();

    /** An xrun for no reason. */
    void Break();

    int SetHardware();
    void FreeHardware();
    void SetSoftware(snd_pcm_uframes_t availMin, snd_pcm_uframes_t stopThreshold, bool isSilencing, bool isEndless);
    void Prepare();
    int Start();
    void Stop();

    /** Frames since Prepare. */
    snd_pcm_sframes_t Position() const { return static_cast<snd_pcm_sframes_t>(done_); }

    /** Frames between the application and the converter. */
    snd_pcm_sframes_t Delay() const;

    /** What to poll for, kDescriptors of them; the timer is set. */
    void Describe(pollfd *descriptors);

    /** What poll's answer means; the timer is set again if it means nothing. */
    unsigned short Events(const pollfd *descriptors, unsigned count);

private:
    bool IsPlayback() const { return direction_ == SND_PCM_STREAM_PLAYBACK; }
    const char *Name() const { return IsPlayback() ? "playback" : "capture"; }
    int64_t TickNow() const;
    int64_t Application() const { return static_cast<int64_t>(io_.appl_ptr); }
    int64_t BufferSize() const { return static_cast<int64_t>(io_.buffer_size); }
    int64_t Available() const;
    std::optional<int64_t> XrunPosition() const;
    int64_t WakePosition() const;
    bool IsReady() const;
    bool HasFailed() const;
    void Transfer(int64_t end);
    void TransferPart(snd_pcm_uframes_t offset, snd_pcm_uframes_t frames);
    void StopBroken();
    void SetTimer();
    int64_t Jitter(int64_t position) const;
    void Note(const std::string &words);

    const std::shared_ptr<Card> card_;
    const Definition definition_;
    const snd_pcm_stream_t direction_;
    snd_pcm_ioplug_t io_ = {};
    Descriptor claim_;
    Descriptor timer_;
    Descriptor watch_; ///< reports changes of the control file

    Layout layout_;
    std::unique_ptr<Recording> recording_;
    std::unique_ptr<Source> source_;
    bool isRingNew_ = false;
    int64_t availMin_ = 1;
    std::optional<int64_t> stopThreshold_; ///< none: never stops by itself
    bool isSilencing_ = false;             ///< what has been played is silenced

    bool isRunning_ = false;
    bool isBroken_ = false; ///< in an xrun
    bool isDisconnected_ = false;
    int64_t startTick_ = 0;
    int64_t done_ = 0;
    std::optional<int64_t> sourceTick_; ///< when the source began
};

} // namespace virtual_card

#endif
