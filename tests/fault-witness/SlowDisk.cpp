// SPDX-License-Identifier: GPL-2.0-or-later
// A disk on which writing takes NETJACK2_SLOW_DISK milliseconds.
#include <cstdlib>
#include <ctime>
#include <sys/syscall.h>
#include <unistd.h>

extern "C" int fsync(int fd) {
    if (const char *milliseconds = std::getenv("NETJACK2_SLOW_DISK")) {
        const long time = std::strtol(milliseconds, nullptr, 10);
        const timespec pause = {time / 1000, time % 1000 * 1'000'000};
        nanosleep(&pause, nullptr);
    }
    return static_cast<int>(syscall(SYS_fsync, fd));
}
