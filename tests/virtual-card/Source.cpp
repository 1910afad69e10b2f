// SPDX-License-Identifier: GPL-2.0-or-later
#include "Source.h"

#include <algorithm>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "Descriptor.h"

namespace virtual_card {

Source::Source(const std::string &path, const Layout &layout, bool repeat) : layout_(layout), repeat_(repeat) {
    const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    struct stat status = {};
    if (!file || fstat(file.Number(), &status) < 0 || status.st_size == 0)
        return;
    void *memory =
        mmap(nullptr, static_cast<size_t>(status.st_size), PROT_READ, MAP_PRIVATE | MAP_POPULATE, file.Number(), 0);
    if (memory == MAP_FAILED)
        return;
    memory_ = memory;
    size_ = static_cast<size_t>(status.st_size);
    length_ = static_cast<int64_t>(size_ / layout.FrameSize());
    areas_ = Interleaved(memory_, layout);
}

Source::~Source() {
    if (memory_)
        munmap(memory_, size_);
}

void Source::Read(int64_t position, const snd_pcm_channel_area_t *areas, snd_pcm_uframes_t offset,
                  snd_pcm_uframes_t frames) const {
    auto left = static_cast<int64_t>(frames);
    while (left > 0) {
        const int64_t from = repeat_ && length_ > 0 ? position % length_ : position;
        const auto at = offset + frames - static_cast<snd_pcm_uframes_t>(left);
        const int64_t part = from < length_ ? std::min(left, length_ - from) : left;
        const auto count = static_cast<snd_pcm_uframes_t>(part);
        if (from < length_)
            snd_pcm_areas_copy(areas, at, areas_.data(), static_cast<snd_pcm_uframes_t>(from), layout_.channels, count,
                               layout_.format);
        else
            snd_pcm_areas_silence(areas, at, layout_.channels, count, layout_.format);
        position += part;
        left -= part;
    }
}

} // namespace virtual_card
