// SPDX-License-Identifier: GPL-2.0-or-later
// What alsa-lib calls. Each callback takes the card's lock and forwards.
#include <algorithm>
#include <iterator>

#include "Stream.h"

namespace {

using namespace virtual_card;

class Entry {
public:
    explicit Entry(snd_pcm_ioplug_t *io)
        : stream_(static_cast<Stream *>(io->private_data)), guard_(stream_->GetCard()->Lock()) {}

    Stream *operator->() const { return stream_; }

private:
    Stream *const stream_;
    const std::lock_guard<std::mutex> guard_;
};

int OnStart(snd_pcm_ioplug_t *io) {
    const Entry stream(io);
    const int error = stream->Update();
    return error ? error : stream->Start();
}

int OnStop(snd_pcm_ioplug_t *io) {
    Entry(io)->Stop();
    return 0;
}

snd_pcm_sframes_t OnPointer(snd_pcm_ioplug_t *io) {
    const Entry stream(io);
    const int error = stream->Update();
    // Any error would be an xrun to ALSA; that the card is unplugged is in the state.
    if (error == -EPIPE)
        return error;
    // Capture is drained by stopping.
    if (io->state == SND_PCM_STATE_DRAINING && io->stream == SND_PCM_STREAM_CAPTURE)
        return -EPIPE;
    return stream->Position();
}

int OnClose(snd_pcm_ioplug_t *io) {
    auto *stream = static_cast<Stream *>(io->private_data);
    // The card outlives the stream, whose destructor needs its lock.
    const auto card = stream->GetCard();
    const std::lock_guard guard(card->Lock());
    delete stream;
    return 0;
}

int OnHardware(snd_pcm_ioplug_t *io, snd_pcm_hw_params_t *) {
    const Entry stream(io);
    const int error = stream->Update();
    return error == -ENODEV ? error : stream->SetHardware();
}

int OnHardwareFree(snd_pcm_ioplug_t *io) {
    Entry(io)->FreeHardware();
    return 0;
}

int OnSoftware(snd_pcm_ioplug_t *io, snd_pcm_sw_params_t *parameters) {
    snd_pcm_uframes_t availMin = 1, stop = 0, silence = 0, boundary = 0;
    snd_pcm_sw_params_get_avail_min(parameters, &availMin);
    snd_pcm_sw_params_get_stop_threshold(parameters, &stop);
    snd_pcm_sw_params_get_silence_size(parameters, &silence);
    snd_pcm_sw_params_get_boundary(parameters, &boundary);
    const Entry stream(io);
    stream->SetSoftware(availMin, stop, silence >= boundary, stop >= boundary);
    return stream->Update() == -ENODEV ? -ENODEV : 0;
}

int OnPrepare(snd_pcm_ioplug_t *io) {
    const Entry stream(io);
    if (stream->Update() == -ENODEV)
        return -ENODEV;
    stream->Prepare();
    return 0;
}

int OnDelay(snd_pcm_ioplug_t *io, snd_pcm_sframes_t *delay) {
    const Entry stream(io);
    const int error = stream->Update();
    *delay = stream->Delay();
    return error;
}

int OnDescriptorCount(snd_pcm_ioplug_t *) {
    return Stream::kDescriptors;
}

int OnDescriptors(snd_pcm_ioplug_t *io, pollfd *descriptors, unsigned space) {
    if (space < Stream::kDescriptors)
        return -EINVAL;
    const Entry stream(io);
    stream->Update();
    stream->Describe(descriptors);
    return Stream::kDescriptors;
}

int OnEvents(snd_pcm_ioplug_t *io, pollfd *descriptors, unsigned count, unsigned short *events) {
    *events = Entry(io)->Events(descriptors, count);
    return 0;
}

const snd_pcm_ioplug_callback_t kCallbacks = [] {
    snd_pcm_ioplug_callback_t callbacks = {};
    callbacks.start = OnStart;
    callbacks.stop = OnStop;
    callbacks.pointer = OnPointer;
    callbacks.close = OnClose;
    callbacks.hw_params = OnHardware;
    callbacks.hw_free = OnHardwareFree;
    callbacks.sw_params = OnSoftware;
    callbacks.prepare = OnPrepare;
    callbacks.delay = OnDelay;
    callbacks.poll_descriptors_count = OnDescriptorCount;
    callbacks.poll_descriptors = OnDescriptors;
    callbacks.poll_revents = OnEvents;
    return callbacks;
}();

int SetChoice(snd_pcm_ioplug_t *io, int parameter, const Choice &choice) {
    return choice.list.empty() ? snd_pcm_ioplug_set_param_minmax(io, parameter, choice.least, choice.most)
                               : snd_pcm_ioplug_set_param_list(io, parameter, choice.list.size(), choice.list.data());
}

int SetLimits(snd_pcm_ioplug_t *io, const Definition &definition) {
    constexpr unsigned kMostPeriodBytes = 1 << 25, kMostPeriods = 1024;
    const auto list = [io](int parameter, const std::vector<unsigned> &values) {
        return snd_pcm_ioplug_set_param_list(io, parameter, values.size(), values.data());
    };
    const int results[] = {
        list(SND_PCM_IOPLUG_HW_ACCESS, definition.accesses),
        list(SND_PCM_IOPLUG_HW_FORMAT, definition.formats),
        SetChoice(io, SND_PCM_IOPLUG_HW_RATE, definition.rate),
        SetChoice(io, SND_PCM_IOPLUG_HW_CHANNELS, definition.channels[io->stream]),
        snd_pcm_ioplug_set_param_minmax(io, SND_PCM_IOPLUG_HW_PERIOD_BYTES, 16, kMostPeriodBytes),
        snd_pcm_ioplug_set_param_minmax(io, SND_PCM_IOPLUG_HW_BUFFER_BYTES, 32, 2 * kMostPeriodBytes),
        snd_pcm_ioplug_set_param_minmax(io, SND_PCM_IOPLUG_HW_PERIODS, 2, kMostPeriods),
    };
    return *std::min_element(std::begin(results), std::end(results));
}

int Open(snd_pcm_t **pcm, const char *name, snd_config_t *config, snd_pcm_stream_t direction, int mode) {
    Definition definition;
    if (const auto problem = Parse(config, definition)) {
        SNDERR("virtual card %s: %s", name ? name : "", problem->c_str());
        return -EINVAL;
    }
    if (!definition.Has(direction))
        return -ENOENT;
    const auto card = Card::Find(definition);
    std::unique_lock guard(card->Lock());
    auto stream = std::make_unique<Stream>(card, definition, direction);
    int error = stream->Claim();
    if (!error)
        error = stream->Create(name, kCallbacks, mode);
    if (error)
        return error;
    guard.unlock();
    // From here on closing the PCM deletes the stream.
    snd_pcm_ioplug_t &io = stream.release()->Io();
    error = SetLimits(&io, definition);
    if (error < 0)
        snd_pcm_ioplug_delete(&io);
    else
        *pcm = io.pcm;
    return error;
}

} // namespace

#pragma GCC visibility push(default)
extern "C" {
SND_PCM_PLUGIN_DEFINE_FUNC(virtual_card) {
    (void)root;
    return Open(pcmp, name, conf, stream, mode);
}
SND_PCM_PLUGIN_SYMBOL(virtual_card)
}
#pragma GCC visibility pop
