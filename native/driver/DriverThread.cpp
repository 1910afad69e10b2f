// SPDX-License-Identifier: GPL-2.0-or-later
#include "DriverThread.h"

#include <cstring>
#include <utility>

#include <jack/jack.h>
#include <jack/thread.h>

#include "common/ModuleLog.h"
#include "jack/Log.h"

namespace netjack2 {

/** That of all threads of jackd. It suffices for the runtime, and locks little memory. */
static constexpr size_t kStackSize = 512UL * 1024;

bool DriverThread::Start(std::function<void()> body, int priority) {
    body_ = std::move(body);
    priority_ = priority;
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, kStackSize);
    const int error = pthread_create(&thread_, &attributes, Run, this);
    pthread_attr_destroy(&attributes);
    if (error)
        LogError("cannot create the driver's thread: %s", std::strerror(error));
    started_ = error == 0;
    return started_;
}

void DriverThread::Join() {
    if (started_)
        pthread_join(thread_, nullptr);
    started_ = false;
}

void *DriverThread::Run(void *self) {
    auto &thread = *static_cast<DriverThread *>(self);
    // Not an error: jackd's own drivers also run without real-time scheduling.
    if (thread.priority_ && jack_acquire_real_time_scheduling(pthread_self(), thread.priority_) != 0)
        LogError("no real-time scheduling at priority %d", thread.priority_);
    set_threaded_log_function();
    thread.body_();
    return nullptr;
}

} // namespace netjack2
