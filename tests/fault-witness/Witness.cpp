// SPDX-License-Identifier: GPL-2.0-or-later
// Makes of a program a host that has a fault when the file NETJACK2_FAULT_WHEN appears, and handles it itself where
// NETJACK2_FAULT_HANDLED is set.
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <sys/mman.h>
#include <thread>
#include <unistd.h>

namespace {

constexpr int kHandled = 66;
constexpr long kPause = 20'000'000;

void Handle(int) {
    constexpr char text[] = "the host's own handler has the fault\n";
    [[maybe_unused]] ssize_t written = write(STDERR_FILENO, text, sizeof text - 1);
    _exit(kHandled);
}

void FaultWhenAsked(const char *file) {
    const timespec pause = {0, kPause};
    while (access(file, F_OK) != 0)
        nanosleep(&pause, nullptr);
    *static_cast<volatile char *>(mmap(nullptr, 1, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)) = 1;
}

__attribute__((constructor)) void Begin() {
    struct sigaction action = {};
    action.sa_handler = Handle;
    if (std::getenv("NETJACK2_FAULT_HANDLED"))
        sigaction(SIGSEGV, &action, nullptr);
    if (const char *file = std::getenv("NETJACK2_FAULT_WHEN"))
        std::thread(FaultWhenAsked, file).detach();
}

} // namespace
