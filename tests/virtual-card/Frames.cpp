// SPDX-License-Identifier: GPL-2.0-or-later
#include "Frames.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>

namespace virtual_card {

std::vector<snd_pcm_channel_area_t> Interleaved(const void *memory, const Layout &layout) {
    std::vector<snd_pcm_channel_area_t> areas(layout.channels);
    for (unsigned channel = 0; channel < layout.channels; channel++) {
        areas[channel].addr = const_cast<void *>(memory);
        areas[channel].first = static_cast<unsigned>(channel * layout.SampleSize() * 8);
        areas[channel].step = static_cast<unsigned>(layout.FrameSize() * 8);
    }
    return areas;
}

double Load(snd_pcm_format_t format, const unsigned char *sample) {
    if (format == SND_PCM_FORMAT_FLOAT_LE) {
        float value;
        std::memcpy(&value, sample, sizeof(value));
        return value;
    }
    const int width = snd_pcm_format_width(format);
    uint32_t bits = 0;
    std::memcpy(&bits, sample, static_cast<size_t>(width) / 8);
    return static_cast<double>(static_cast<int32_t>(bits << (32 - width))) / 2147483648.0;
}

void Store(snd_pcm_format_t format, double value, unsigned char *sample) {
    const size_t size = static_cast<size_t>(snd_pcm_format_physical_width(format)) / 8;
    if (format == SND_PCM_FORMAT_FLOAT_LE) {
        const auto narrow = static_cast<float>(value);
        std::memcpy(sample, &narrow, size);
        return;
    }
    const double scale = std::ldexp(1.0, snd_pcm_format_width(format) - 1);
    const auto whole = static_cast<int32_t>(std::clamp(std::nearbyint(value * scale), -scale, scale - 1));
    std::memcpy(sample, &whole, size);
}

} // namespace virtual_card
