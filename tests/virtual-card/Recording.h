// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef VIRTUAL_CARD_RECORDING_H
#define VIRTUAL_CARD_RECORDING_H

#include <cstdint>
#include <string>

#include "Descriptor.h"
#include "Frames.h"

namespace virtual_card {

/** What is played, appended to a file: interleaved, in the format of the stream. */
class Recording {
public:
    /** @param room frames that one call of Write may have at most */
    Recording(const std::string &path, const Layout &layout, snd_pcm_uframes_t room);

    bool IsOpen() const { return static_cast<bool>(file_); }

    /** Bytes that the file had before. */
    int64_t Start() const { return start_; }

    /** False: the file is full or gone, errno is the reason. */
    bool Write(const snd_pcm_channel_area_t *areas, snd_pcm_uframes_t offset, snd_pcm_uframes_t frames);

private:
    Layout layout_;
    std::vector<unsigned char> buffer_;
    std::vector<snd_pcm_channel_area_t> areas_;
    Descriptor file_;
    int64_t start_;
};

} // namespace virtual_card

#endif
