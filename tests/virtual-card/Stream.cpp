// SPDX-License-Identifier: GPL-2.0-or-later
#include "Stream.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/timerfd.h>

namespace virtual_card {

namespace {

/** A well-mixed number for each number. */
uint64_t Mix(uint64_t value) {
    value += 0x9e3779b97f4a7c15;
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
    value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
    return value ^ (value >> 31);
}

int64_t RoundUp(int64_t value, int64_t unit) {
    return (value + unit - 1) / unit * unit;
}

} // namespace

Stream::Stream(std::shared_ptr<Card> card, const Definition &definition, snd_pcm_stream_t direction)
    : card_(std::move(card)), definition_(definition), direction_(direction),
      timer_(timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC)),
      watch_(inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
    inotify_add_watch(watch_.Number(), (definition.folder + "/control").c_str(), IN_MODIFY);
}

Stream::~Stream() {
    if (claim_)
        card_->Detach(*this);
}

int Stream::Claim() {
    if (!timer_ || !watch_ || !card_->HasControl())
        return -EIO;
    card_->Update();
    if (!card_->IsPresent())
        return -ENODEV;
    if (card_->IsBusy())
        return -EBUSY;
    // The kernel frees the lock of a process that is killed.
    Descriptor claim(open((definition_.folder + '/' + Name() + ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
    if (!claim)
        return -errno;
    if (flock(claim.Number(), LOCK_EX | LOCK_NB) < 0)
        return -EBUSY;
    claim_ = std::move(claim);
    card_->Attach(*this);
    return 0;
}

int Stream::Create(const char *name, const snd_pcm_ioplug_callback_t &callbacks, int mode) {
    io_.version = SND_PCM_IOPLUG_VERSION;
    io_.name = "Virtual card";
    io_.flags = SND_PCM_IOPLUG_FLAG_MONOTONIC | SND_PCM_IOPLUG_FLAG_BOUNDARY_WA;
    io_.mmap_rw = 1;
    io_.callback = &callbacks;
    io_.private_data = this;
    return snd_pcm_ioplug_create(&io_, name, direction_, mode);
}

int Stream::Update() {
    card_->Update();
    Advance();
    if (isDisconnected_) {
        snd_pcm_ioplug_set_state(&io_, SND_PCM_STATE_DISCONNECTED);
        return -ENODEV;
    }
    return isBroken_ ? -EPIPE : 0;
}

void Stream::Advance() {
    if (!isRunning_)
        return;
    int64_t end = TickNow() - startTick_;
    const bool isDraining = io_.state == SND_PCM_STATE_DRAINING;
    const auto xrun = XrunPosition();
    if (isDraining && IsPlayback())
        end = std::min(end, Application());
    else if (xrun)
        end = std::min(end, *xrun);

    if (Stream *other = card_->Other(*this); other && !IsPlayback() && definition_.loopback)
        other->Advance();
    Transfer(end);
    if (!isDraining && xrun && done_ >= *xrun)
        StopBroken();
}

void Stream::Disconnect() {
    if (!isDisconnected_)
        Note("disconnected");
    isRunning_ = false;
    isDisconnected_ = true;
}

void Stream::Break() {
    if (isRunning_)
        StopBroken();
}

void Stream::StopBroken() {
    isRunning_ = false;
    isBroken_ = true;
    Note("xrun");
}

int Stream::SetHardware() {
    if (const Stream *other = card_->Other(*this);
        other && other->layout_.channels > 0 && other->io_.rate != io_.rate) {
        SNDERR("virtual card: the other direction runs at %u Hz, not %u", other->io_.rate, io_.rate);
        return -EINVAL;
    }
    layout_ = {io_.format, io_.channels};
    isRingNew_ = true;
    recording_.reset();
    source_.reset();
    if (IsPlayback()) {
        recording_ = std::make_unique<Recording>(definition_.folder + "/playback.raw", layout_, io_.buffer_size);
        if (!recording_->IsOpen())
            return -errno;
    } else if (definition_.loopback) {
        card_->Cable().Resize(static_cast<size_t>(*definition_.loopback) + 2 * io_.buffer_size, io_.channels);
    } else {
        source_ = std::make_unique<Source>(definition_.folder + "/capture.raw", layout_, definition_.repeat);
    }
    Note(std::string("set ") + snd_pcm_access_name(io_.access) + ' ' + snd_pcm_format_name(io_.format) + ' ' +
         std::to_string(io_.channels) + " channels " + std::to_string(io_.rate) + " Hz period " +
         std::to_string(io_.period_size) + " buffer " + std::to_string(io_.buffer_size) +
         (recording_ ? " at byte " + std::to_string(recording_->Start()) : ""));
    return 0;
}

void Stream::FreeHardware() {
    isRunning_ = false;
    layout_ = {};
}

void Stream::SetSoftware(snd_pcm_uframes_t availMin, snd_pcm_uframes_t stopThreshold, bool isSilencing,
                         bool isEndless) {
    availMin_ = static_cast<int64_t>(availMin);
    stopThreshold_ = isEndless ? std::nullopt : std::optional(static_cast<int64_t>(stopThreshold));
    isSilencing_ = isSilencing;
}

void Stream::Prepare() {
    isRunning_ = false;
    isBroken_ = false;
    done_ = 0;
    if (std::exchange(isRingNew_, false))
        snd_pcm_areas_silence(snd_pcm_ioplug_mmap_areas(&io_), 0, io_.channels, io_.buffer_size, io_.format);
}

int Stream::Start() {
    if (IsPlayback() && stopThreshold_ && Application() <= 0)
        return -EPIPE;
    startTick_ = TickNow();
    isRunning_ = true;
    if (!sourceTick_)
        sourceTick_ = startTick_;
    Note("start at tick " + std::to_string(startTick_));
    SetTimer();
    return 0;
}

void Stream::Stop() {
    Advance();
    if (std::exchange(isRunning_, false))
        Note("stop");
}

snd_pcm_sframes_t Stream::Delay() const {
    const int64_t delay = IsPlayback() ? Application() - done_ : done_ - Application();
    return static_cast<snd_pcm_sframes_t>(delay);
}

void Stream::Describe(pollfd *descriptors) {
    SetTimer();
    descriptors[0] = {timer_.Number(), POLLIN, 0};
    descriptors[1] = {watch_.Number(), POLLIN, 0};
}

unsigned short Stream::Events(const pollfd *descriptors, unsigned count) {
    if (count > 1 && descriptors[1].revents) {
        char news[1024];
        while (read(watch_.Number(), news, sizeof(news)) > 0)
            continue;
    }
    const auto direction = static_cast<unsigned short>(IsPlayback() ? POLLOUT : POLLIN);
    const int error = Update();
    if (error == -ENODEV)
        return POLLERR | POLLNVAL;
    if (error == -EPIPE)
        snd_pcm_ioplug_set_state(&io_, SND_PCM_STATE_XRUN);
    if (HasFailed())
        return direction | POLLERR;
    if (IsReady())
        return direction;
    SetTimer();
    return 0;
}

int64_t Stream::TickNow() const {
    const int64_t tick = card_->GetClock().Tick(Now(), io_.rate);
    return tick - tick % definition_.burst;
}

int64_t Stream::Available() const {
    return BufferSize() * IsPlayback() + done_ - Application();
}

std::optional<int64_t> Stream::XrunPosition() const {
    if (!stopThreshold_)
        return std::nullopt;
    return Application() + *stopThreshold_ - BufferSize() * IsPlayback();
}

/** As of a card that interrupts at the end of each period. */
int64_t Stream::WakePosition() const {
    if (io_.state == SND_PCM_STATE_DRAINING)
        return Application();
    const int64_t wanted = done_ + availMin_ - Available();
    const int64_t interrupt = RoundUp(std::max<int64_t>(0, wanted), static_cast<int64_t>(io_.period_size));
    const auto xrun = XrunPosition();
    return xrun ? std::min(interrupt, *xrun) : interrupt;
}

bool Stream::IsReady() const {
    return io_.state == SND_PCM_STATE_DRAINING ? done_ >= Application() : Available() >= availMin_;
}

bool Stream::HasFailed() const {
    return isDisconnected_ || isBroken_ ||
           (io_.state != SND_PCM_STATE_PREPARED && io_.state != SND_PCM_STATE_RUNNING &&
            io_.state != SND_PCM_STATE_DRAINING);
}

void Stream::Transfer(int64_t end) {
    const int64_t room = BufferSize();
    while (done_ < end) {
        const int64_t offset = done_ % room;
        const int64_t frames = std::min(end - done_, room - offset);
        TransferPart(static_cast<snd_pcm_uframes_t>(offset), static_cast<snd_pcm_uframes_t>(frames));
        done_ += frames;
    }
}

void Stream::TransferPart(snd_pcm_uframes_t offset, snd_pcm_uframes_t frames) {
    const snd_pcm_channel_area_t *areas = snd_pcm_ioplug_mmap_areas(&io_);
    const int64_t tick = startTick_ + done_;
    if (IsPlayback()) {
        if (!recording_->Write(areas, offset, frames))
            Note(std::string("lost ") + std::to_string(frames) + " frames: " + std::strerror(errno));
        if (definition_.loopback)
            card_->Cable().Play(tick, layout_, areas, offset, frames);
        if (isSilencing_)
            snd_pcm_areas_silence(areas, offset, layout_.channels, frames, layout_.format);
    } else if (definition_.loopback) {
        card_->Cable().Capture(tick - *definition_.loopback, layout_, areas, offset, frames);
    } else {
        source_->Read(tick - *sourceTick_, areas, offset, frames);
    }
}

void Stream::SetTimer() {
    // At once: an expired timer stays readable.
    int64_t time = 1;
    if (!HasFailed() && isRunning_) {
        const int64_t position = WakePosition();
        const int64_t tick = RoundUp(startTick_ + position, definition_.burst);
        time = card_->GetClock().TimeOf(tick, io_.rate) + Jitter(position);
    } else if (!HasFailed() && !IsReady()) {
        time = 0; // never
    }
    itimerspec setting = {};
    setting.it_value.tv_sec = time / 1'000'000'000;
    setting.it_value.tv_nsec = time % 1'000'000'000;
    timerfd_settime(timer_.Number(), TFD_TIMER_ABSTIME, &setting, nullptr);
}

int64_t Stream::Jitter(int64_t position) const {
    const uint64_t range = definition_.jitter * 1000ULL + 1;
    return static_cast<int64_t>(Mix(Mix(definition_.seed) ^ static_cast<uint64_t>(position * 2 + direction_)) % range);
}

void Stream::Note(const std::string &words) {
    card_->GetJournal().Write(std::string(Name()) + ' ' + words + " frame " + std::to_string(done_));
}

} // namespace virtual_card
