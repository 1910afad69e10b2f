// SPDX-License-Identifier: GPL-2.0-or-later
// The process of a program: the signals that end it, its wait, and its replacement.
#include "Process.h"

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include <netjack2/program.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "Client.h"
#include "Log.h"
#include "common/ModuleLog.h"

namespace {

/** In the environment of a process that has replaced one whose server ended. */
constexpr const char *kRestarted = "NETJACK2_RESTARTED";

constexpr int kEndSignals[] = {SIGINT, SIGTERM, SIGHUP};

std::atomic<bool> isStopped = false;
std::atomic<bool> hasServerEnded = false;
static_assert(std::atomic<bool>::is_always_lock_free, "a handler of signals uses it");

/** Wakes the main thread. Never read: what has happened is final. */
int wakeEvent = -1;

void Wake() noexcept {
    const int error = errno;
    const uint64_t one = 1;
    // It only fails where the counter is full, and then the thread is awake.
    [[maybe_unused]] const ssize_t written = write(wakeEvent, &one, sizeof(one));
    errno = error;
}

void OnSignal(int) noexcept {
    isStopped = true;
    Wake();
}

} // namespace

void netjack2::ReportServerEnded() noexcept {
    hasServerEnded = true;
    Wake();
}

int nj_program_begin(const char *module) noexcept {
    netjack2::SetModuleName(module);
    wakeEvent = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (wakeEvent < 0) {
        netjack2::LogError("the system gives no event: %s", std::strerror(errno));
        return -1;
    }
    struct sigaction action = {};
    action.sa_handler = OnSignal;
    action.sa_flags = SA_RESTART;
    for (const int number : kEndSignals)
        sigaction(number, &action, nullptr);
    if (!nj_program_is_restarted())
        netjack2::LogVersion();
    return 0;
}

int nj_program_wait(int32_t milliseconds) noexcept {
    if (!isStopped && !hasServerEnded) {
        pollfd event = {.fd = wakeEvent, .events = POLLIN, .revents = 0};
        poll(&event, 1, milliseconds);
    }
    const bool isOver = isStopped || hasServerEnded;
    netjack2::LogErrors(isOver ? netjack2::Errors::kDropped : netjack2::Errors::kLogged);
    return isStopped ? NJ_STOPPED : isOver ? NJ_SERVER_ENDED : NJ_TIME_OVER;
}

int nj_program_is_restarted() noexcept {
    return std::getenv(kRestarted) ? 1 : 0;
}

void nj_program_restart(const char *words, uint32_t count) noexcept {
    try {
        std::vector<char *> list;
        for (uint32_t index = 0; index < count; index++) {
            list.push_back(const_cast<char *>(words));
            words += std::strlen(words) + 1;
        }
        list.push_back(nullptr);
        setenv(kRestarted, "1", 1);
        execv("/proc/self/exe", list.data());
        netjack2::LogError("the program cannot be started again: %s", std::strerror(errno));
    } catch (const std::exception &exception) {
        netjack2::LogError("the program cannot be started again: %s", exception.what());
    }
}
