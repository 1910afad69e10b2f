// SPDX-License-Identifier: GPL-2.0-or-later
#include "Recording.h"

#include <fcntl.h>

namespace virtual_card {

Recording::Recording(const std::string &path, const Layout &layout, snd_pcm_uframes_t room)
    : layout_(layout), buffer_(room * layout.FrameSize()), areas_(Interleaved(buffer_.data(), layout)),
      file_(open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666)),
      start_(lseek(file_.Number(), 0, SEEK_END)) {}

bool Recording::Write(const snd_pcm_channel_area_t *areas, snd_pcm_uframes_t offset, snd_pcm_uframes_t frames) {
    snd_pcm_areas_copy(areas_.data(), 0, areas, offset, layout_.channels, frames, layout_.format);
    const size_t size = frames * layout_.FrameSize();
    return write(file_.Number(), buffer_.data(), size) == static_cast<ssize_t>(size);
}

} // namespace virtual_card
