// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef VIRTUAL_CARD_TESTS_HANDLE_H
#define VIRTUAL_CARD_TESTS_HANDLE_H

#include <cerrno>
#include <utility>

#include <alsa/asoundlib.h>

#include "TestCard.h"

namespace virtual_card {

/** What an application asks of a card. */
struct Wish {
    unsigned rate = 48000;
    snd_pcm_uframes_t period = 256;
    unsigned periods = 4;
    snd_pcm_format_t format = SND_PCM_FORMAT_S16_LE;
    unsigned channels = 2;
    snd_pcm_access_t access = SND_PCM_ACCESS_RW_INTERLEAVED;
    bool isEndless = false; ///< no xrun stops it
};

/** An opened PCM, closed with its owner. */
class Handle {
public:
    Handle(const TestCard &card, snd_pcm_stream_t direction) : error_(snd_pcm_open(&pcm_, card.Name(), direction, 0)) {}
    Handle(const Handle &) = delete;
    Handle &operator=(const Handle &) = delete;
    ~Handle() { Close(); }

    void Close() {
        if (pcm_)
            snd_pcm_close(std::exchange(pcm_, nullptr));
    }

    /** Of opening; 0: it is open. */
    int Error() const { return error_; }
    operator snd_pcm_t *() const { return pcm_; }

    /** Starts only on request. The first error, or 0. */
    int Set(const Wish &wish);

    /** Writes all or reads all, by the access that was wished, starting first if it does not run. The first error, or
     * 0. */
    int Transfer(unsigned char *frames, snd_pcm_uframes_t count);

private:
    snd_pcm_sframes_t TransferSome(unsigned char *frames, snd_pcm_uframes_t count);
    snd_pcm_sframes_t Map(unsigned char *frames, snd_pcm_uframes_t count);
    void Copy(const snd_pcm_channel_area_t *areas, snd_pcm_uframes_t offset, unsigned char *frames,
              snd_pcm_uframes_t count);

    snd_pcm_t *pcm_ = nullptr;
    int error_;
    Wish wish_;
};

/** Runs what an xrun may spoil, again if the machine was late: up to five times. The error of the last run, or 0. */
template <typename Run> int InTime(Run run) {
    int error = -EPIPE;
    for (int attempt = 0; attempt < 5 && error == -EPIPE; attempt++)
        error = run();
    return error;
}

} // namespace virtual_card

#endif
