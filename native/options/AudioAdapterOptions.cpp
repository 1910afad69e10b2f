// SPDX-License-Identifier: GPL-2.0-or-later
#include "AudioAdapterOptions.h"

#include "AdapterRows.h"
#include "Text.h"

namespace netjack2 {

namespace {

using Settings = AudioAdapterSettings;
using Options = nj_audio_adapter_options;

constexpr Range kChannels{0, NJ_MAX_PORTS};
constexpr const char *kNone = "none";

Problem StoreDevice(const OptionFacts &facts, const Value &value, std::string &device) {
    const std::string name = Stripped(value.text);
    if (name.empty() || name.size() >= sizeof(Options::capture_device))
        return MustBe(facts, value);
    device = name;
    return std::nullopt;
}

Problem StoreDirection(const OptionFacts &facts, const Value &value, CardDirection &direction) {
    const std::string text = Stripped(value.text);
    if (const auto number = ToNumber(text))
        return StoreNumber(facts, {*number, text}, direction.count);
    direction.isLeftOut = text == kNone;
    return direction.isLeftOut ? std::nullopt : StoreDevice(facts, value, direction.device);
}

Option<Settings> DirectionRow(char letter, const char *name, const char *description, const char *example,
                              CardDirection Settings::*direction) {
    return {{.letter = letter,
             .name = name,
             .description = description,
             .example = example,
             .takes = "an ALSA device",
             .range = kChannels,
             .words = {kNone}},
            [direction](const OptionFacts &facts, const Value &value, Settings &settings) {
                return StoreDirection(facts, value, settings.*direction);
            }};
}

Option<Settings> ChannelsRow(char letter, const char *name, const char *description, const char *example,
                             CardDirection Settings::*direction) {
    return NumberRow<Settings>({.letter = letter,
                                .name = name,
                                .type = OptionType::Integer,
                                .description = description,
                                .fallback = "2",
                                .example = example,
                                .range = kChannels},
                               [direction](Settings &settings) -> int32_t & { return (settings.*direction).channels; });
}

Option<Settings> CardRow(OptionFacts facts, int32_t Options::*field) {
    return NumberRow<Settings>(std::move(facts),
                               [field](Settings &settings) -> int32_t & { return settings.options.*field; });
}

/** An empty device leaves the direction out. */
void Settle(const Settings &settings, const CardDirection &direction, char (&device)[128], int32_t &channels) {
    channels = direction.count != CardDirection::kUnset ? direction.count : direction.channels;
    const bool isLeftOut = direction.isLeftOut || channels == 0;
    StoreText(isLeftOut ? "" : direction.device.empty() ? settings.device : direction.device, device);
}

Problem Complete(Settings &settings, const std::string &) {
    if (!settings.duplex)
        settings.capture.isLeftOut = true;
    Options &options = settings.options;
    Settle(settings, settings.capture, options.capture_device, options.capture_channels);
    Settle(settings, settings.playback, options.playback_device, options.playback_channels);
    if (!*options.capture_device && !*options.playback_device)
        return "neither capture nor playback is left; give -C or -P a device";
    return std::nullopt;
}

} // namespace

const ModuleOptions<Settings> &AudioAdapterOptions() {
    static const ModuleOptions<Settings> module = {
        {{{.letter = 'd',
           .name = "device",
           .description = "ALSA device for both directions",
           .fallback = "hw:0",
           .example = "-d hw:1",
           .takes = "an ALSA device"},
          [](const OptionFacts &facts, const Value &value, Settings &settings) {
              return StoreDevice(facts, value, settings.device);
          }},
         DirectionRow('C', "capture", "Capture: another device, a channel count, or none", "-C4", &Settings::capture),
         DirectionRow('P', "playback", "Playback: another device, a channel count, or none", "-P none -d hw:1",
                      &Settings::playback),
         CardRow({.letter = 'r',
                  .name = "rate",
                  .type = OptionType::Unsigned,
                  .description = "Sample rate of the card in Hz; 0: that of JACK",
                  .fallback = "0",
                  .example = "-r 44100",
                  .range = Range{8000, 768000},
                  .special = 0},
                 &Options::rate),
         CardRow({.letter = 'p',
                  .name = "periodsize",
                  .type = OptionType::Unsigned,
                  .description = "Frames per period of the card; 0: those of JACK",
                  .fallback = "0",
                  .example = "-p 256",
                  .range = Range{16, 8192},
                  .special = 0},
                 &Options::period),
         CardRow({.letter = 'n',
                  .name = "nperiods",
                  .type = OptionType::Unsigned,
                  .description = "Periods in the buffer of the card",
                  .fallback = "2",
                  .example = "-n 3",
                  .range = Range{2, 32}},
                 &Options::periods),
         SwitchRow<Settings>({.letter = 'D',
                              .name = "duplex",
                              .description = "off: playback only",
                              .fallback = "on",
                              .example = "-D off"},
                             &Settings::duplex),
         ChannelsRow('i', "in-channels", "Capture channels; 0: playback only", "-i 8", &Settings::capture),
         ChannelsRow('o', "out-channels", "Playback channels; 0: capture only", "-o 8", &Settings::playback),
         QualityRow<Settings>([](Settings &settings) -> int32_t & { return settings.options.quality; }),
         RingBufferRow<Settings>([](Settings &settings) -> int32_t & { return settings.options.ring_buffer; }),
         ConnectRow<Settings>([](Settings &settings) -> int32_t & { return settings.options.auto_connect; })},
        Complete};
    return module;
}

} // namespace netjack2
