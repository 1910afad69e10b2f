// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef VIRTUAL_CARD_SOURCE_H
#define VIRTUAL_CARD_SOURCE_H

#include <cstdint>
#include <string>

#include "Frames.h"

namespace virtual_card {

/** The captured sound: the frames of a file, interleaved, in the format of the stream. Without a file, silence. */
class Source {
public:
    Source(const std::string &path, const Layout &layout, bool repeat);
    Source(const Source &) = delete;
    Source &operator=(const Source &) = delete;
    ~Source();

    /** Fills the areas with the frames from @p position on, silence after the last. */
    void Read(int64_t position, const snd_pcm_channel_area_t *areas, snd_pcm_uframes_t offset,
              snd_pcm_uframes_t frames) const;

private:
    Layout layout_;
    bool repeat_;
    size_t size_ = 0;
    void *memory_ = nullptr;
    int64_t length_ = 0; ///< frames
    std::vector<snd_pcm_channel_area_t> areas_;
};

} // namespace virtual_card

#endif
