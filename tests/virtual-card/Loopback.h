// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef VIRTUAL_CARD_LOOPBACK_H
#define VIRTUAL_CARD_LOOPBACK_H

#include <cstdint>

#include "Frames.h"

namespace virtual_card {

/** A cable from the card's output to its input. Frames go by the tick of the card's clock at which they were played. */
class Loopback {
public:
    /** Remembers the last @p frames of @p channels; forgets what was played before. */
    void Resize(size_t frames, unsigned channels);

    void Play(int64_t tick, const Layout &layout, const snd_pcm_channel_area_t *areas, snd_pcm_uframes_t offset,
              snd_pcm_uframes_t frames);

    /** What was played from @p tick on; silence where nothing was. */
    void Capture(int64_t tick, const Layout &layout, const snd_pcm_channel_area_t *areas, snd_pcm_uframes_t offset,
                 snd_pcm_uframes_t frames) const;

private:
    size_t SlotOf(int64_t tick) const { return static_cast<size_t>(tick) % ticks_.size(); }

    unsigned channels_ = 0;
    std::vector<int64_t> ticks_; ///< of each slot; 0: never played
    std::vector<double> samples_;
};

} // namespace virtual_card

#endif
