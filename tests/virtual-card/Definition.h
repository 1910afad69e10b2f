// SPDX-License-Identifier: GPL-2.0-or-later
// The definition of a card in an asoundrc.
#ifndef VIRTUAL_CARD_DEFINITION_H
#define VIRTUAL_CARD_DEFINITION_H

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <alsa/asoundlib.h>

namespace virtual_card {

/** The values that a hardware parameter may take: those of the list, or without a list a range. */
struct Choice {
    std::vector<unsigned> list;
    unsigned least;
    unsigned most;
};

struct Definition {
    std::string folder;           ///< where the card's files are; it identifies the card
    double deviation = 0;         ///< of the clock, in ppm
    unsigned jitter = 0;          ///< a wake-up is late by up to this, in µs
    uint64_t seed = 1;            ///< of the jitter
    unsigned burst = 1;           ///< frames; the position moves in steps of this
    std::optional<long> loopback; ///< frames from playback to capture; none: capture plays a file
    bool repeat = false;          ///< the file that capture plays starts again at its end
    Choice rate = {{}, 8000, 192000};
    Choice channels[2] = {{{}, 1, 64}, {{}, 1, 64}}; ///< by direction; {0}: no such direction
    std::vector<unsigned> formats = {SND_PCM_FORMAT_S16_LE, SND_PCM_FORMAT_S24_3LE, SND_PCM_FORMAT_S24_LE,
                                     SND_PCM_FORMAT_S32_LE, SND_PCM_FORMAT_FLOAT_LE};
    std::vector<unsigned> accesses = {SND_PCM_ACCESS_MMAP_INTERLEAVED, SND_PCM_ACCESS_MMAP_NONINTERLEAVED,
                                      SND_PCM_ACCESS_RW_INTERLEAVED, SND_PCM_ACCESS_RW_NONINTERLEAVED};

    bool Has(snd_pcm_stream_t direction) const { return channels[direction].list != std::vector<unsigned>{0}; }
};

/** Reads the definition; what is wrong with it, or nothing. */
std::optional<std::string> Parse(snd_config_t *config, Definition &definition);

} // namespace virtual_card

#endif
