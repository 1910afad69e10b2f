// SPDX-License-Identifier: GPL-2.0-or-later
// Frames in memory, as ALSA describes it.
#ifndef VIRTUAL_CARD_FRAMES_H
#define VIRTUAL_CARD_FRAMES_H

#include <cstddef>
#include <vector>

#include <alsa/asoundlib.h>

namespace virtual_card {

/** How frames look: what hw_params has settled. */
struct Layout {
    snd_pcm_format_t format = SND_PCM_FORMAT_UNKNOWN;
    unsigned channels = 0;

    size_t SampleSize() const { return static_cast<size_t>(snd_pcm_format_physical_width(format)) / 8; }
    size_t FrameSize() const { return SampleSize() * channels; }
};

/** The areas of interleaved frames that begin at @p memory. */
std::vector<snd_pcm_channel_area_t> Interleaved(const void *memory, const Layout &layout);

/** Where the sample of a frame is. */
inline unsigned char *SampleAt(const snd_pcm_channel_area_t &area, snd_pcm_uframes_t frame) {
    return static_cast<unsigned char *>(area.addr) + (area.first + area.step * frame) / 8;
}

/** The value of a sample, full scale being 1. A double holds every value of every format. */
double Load(snd_pcm_format_t format, const unsigned char *sample);

/** The inverse of Load; in another format, the nearest value. */
void Store(snd_pcm_format_t format, double value, unsigned char *sample);

} // namespace virtual_card

#endif
