// SPDX-License-Identifier: GPL-2.0-or-later
#include "Loopback.h"

namespace virtual_card {

void Loopback::Resize(size_t frames, unsigned channels) {
    channels_ = channels;
    ticks_.assign(frames, 0);
    samples_.assign(frames * channels, 0);
}

void Loopback::Play(int64_t tick, const Layout &layout, const snd_pcm_channel_area_t *areas, snd_pcm_uframes_t offset,
                    snd_pcm_uframes_t frames) {
    if (ticks_.empty())
        return;
    for (snd_pcm_uframes_t frame = 0; frame < frames; frame++, tick++) {
        const size_t slot = SlotOf(tick);
        ticks_[slot] = tick;
        for (unsigned channel = 0; channel < channels_; channel++)
            samples_[slot * channels_ + channel] =
                channel < layout.channels ? Load(layout.format, SampleAt(areas[channel], offset + frame)) : 0;
    }
}

void Loopback::Capture(int64_t tick, const Layout &layout, const snd_pcm_channel_area_t *areas,
                       snd_pcm_uframes_t offset, snd_pcm_uframes_t frames) const {
    for (snd_pcm_uframes_t frame = 0; frame < frames; frame++, tick++) {
        const size_t slot = SlotOf(tick);
        const bool isPlayed = ticks_[slot] == tick;
        for (unsigned channel = 0; channel < layout.channels; channel++)
            Store(layout.format, isPlayed ? samples_[slot * channels_ + channel] : 0,
                  SampleAt(areas[channel], offset + frame));
    }
}

} // namespace virtual_card
