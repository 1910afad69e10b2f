// SPDX-License-Identifier: GPL-2.0-or-later
#include "AudioAdapterOptions.h"

#include <cstring>

#include "AdapterChecks.h"
#include "Checks.h"
#include "Text.h"

namespace netjack2 {

namespace {

using Options = nj_audio_adapter_options;

constexpr char kDefaultDevice[] = "hw:0";
constexpr int kDefaultPeriods = 2;

Problem StoreDevice(const std::string &text, char (&field)[128]) {
    const std::string device = Stripped(text);
    if (device.empty())
        return "the name of the device is empty";
    if (device.size() >= sizeof(field))
        return Quoted(device) + " is longer than " + std::to_string(sizeof(field) - 1) + " bytes";
    std::memcpy(field, device.c_str(), device.size() + 1);
    return std::nullopt;
}

Problem StoreChannels(const Value &value, int32_t &channels) {
    return StoreNumber(value, 1, NJ_MAX_PORTS, channels);
}

/** One direction: a number is its channels, "none" leaves it out, anything else is the name of its device. */
Problem StoreDirection(const Value &value, char (&device)[128], int32_t &channels) {
    const std::string text = Stripped(value.text);
    if (const auto number = ToNumber(text))
        return StoreChannels({*number, {}}, channels);
    if (text == "none") {
        device[0] = '\0';
        return std::nullopt;
    }
    return StoreDevice(text, device);
}

/** The device of both directions, but not of one that was left out. */
Problem StoreBoth(Options &options, const Value &value) {
    for (auto *device : {&options.capture_device, &options.playback_device})
        if (**device)
            if (auto problem = StoreDevice(value.text, *device))
                return problem;
    return std::nullopt;
}

/** On is what holds anyway: both directions, unless one of them is "none". */
Problem StoreDuplex(Options &options, const Value &value) {
    if (!value.number)
        options.capture_device[0] = '\0';
    return std::nullopt;
}

} // namespace

const OptionTable<Options> &AudioAdapterOptions() {
    static const OptionTable<Options> table = {
        {'d', "device", OptionType::Text, {0, kDefaultDevice}, "ALSA device for both directions", StoreBoth},
        {'C',
         "capture",
         OptionType::Text,
         {0, kDefaultDevice},
         "Capture: device, number of channels, or none",
         [](Options &options, const Value &value) {
             return StoreDirection(value, options.capture_device, options.capture_channels);
         }},
        {'P',
         "playback",
         OptionType::Text,
         {0, kDefaultDevice},
         "Playback: device, number of channels, or none",
         [](Options &options, const Value &value) {
             return StoreDirection(value, options.playback_device, options.playback_channels);
         }},
        {'r',
         "rate",
         OptionType::Unsigned,
         {0, {}},
         "Sample rate of the card in Hz; 0: that of JACK",
         [](Options &options, const Value &value) {
             return value.number == 0 ? std::nullopt : StoreNumber(value, 8000, 768000, options.rate);
         }},
        {'p',
         "periodsize",
         OptionType::Unsigned,
         {0, {}},
         "Frames per period of the card; 0: as many as JACK's",
         [](Options &options, const Value &value) {
             return value.number == 0 ? std::nullopt : StoreNumber(value, 16, 8192, options.period);
         }},
        {'n',
         "nperiods",
         OptionType::Unsigned,
         {kDefaultPeriods, {}},
         "Periods of the card's buffer, 2 to 32",
         [](Options &options, const Value &value) { return StoreNumber(value, 2, 32, options.periods); }},
        {'D', "duplex", OptionType::Switch, {1, {}}, "Off: only playback", StoreDuplex},
        {'i',
         "in-channels",
         OptionType::Integer,
         {kDefaultChannels, {}},
         "Channels that are captured, 1 to 255",
         [](Options &options, const Value &value) { return StoreChannels(value, options.capture_channels); }},
        {'o',
         "out-channels",
         OptionType::Integer,
         {kDefaultChannels, {}},
         "Channels that are played, 1 to 255",
         [](Options &options, const Value &value) { return StoreChannels(value, options.playback_channels); }},
        {'q',
         "quality",
         OptionType::Unsigned,
         {kDefaultQuality, {}},
         "Resampling: 0 (least delay) to 4 (highest quality)",
         [](Options &options, const Value &value) { return StoreQuality(value, options.quality); },
         kQualityRange},
        {'g',
         "ring-buffer",
         OptionType::Unsigned,
         {0, {}},
         "Frames between the clocks, half are latency; 0: few",
         [](Options &options, const Value &value) { return StoreRingBuffer(value, options.ring_buffer); }},
        {'c',
         "auto-connect",
         OptionType::Switch,
         {0, {}},
         "Connect the ports with the physical ports",
         [](Options &options, const Value &value) { return StoreNumber(value, 0, 1, options.auto_connect); }},
    };
    return table;
}

Problem SetDefaults(Options &options) {
    options = {};
    static_assert(sizeof(kDefaultDevice) <= sizeof(options.capture_device));
    std::memcpy(options.capture_device, kDefaultDevice, sizeof(kDefaultDevice));
    std::memcpy(options.playback_device, kDefaultDevice, sizeof(kDefaultDevice));
    options.capture_channels = options.playback_channels = kDefaultChannels;
    options.periods = kDefaultPeriods;
    options.quality = kDefaultQuality;
    return std::nullopt;
}

} // namespace netjack2
