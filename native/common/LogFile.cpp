// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/LogFile.h"

#include <array>
#include <cstdio>
#include <ctime>
#include <exception>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace netjack2 {

namespace {

constexpr mode_t kReadableByAll = 0644;
constexpr long kNanosecondsPerMillisecond = 1'000'000;

std::string Now() {
    timespec now = {};
    clock_gettime(CLOCK_REALTIME, &now);
    tm parts = {};
    gmtime_r(&now.tv_sec, &parts);
    std::array<char, 64> text = {};
    const size_t length = std::strftime(text.data(), text.size(), "%FT%T", &parts);
    std::snprintf(text.data() + length, text.size() - length, ".%03ldZ", now.tv_nsec / kNanosecondsPerMillisecond);
    return text.data();
}

/** A descriptor of the file, to append to; negative: it is not this user's, or no file. */
int OpenOwn(const std::string &path, struct stat &facts) {
    const int flags = O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
    const int file = open(path.c_str(), flags, kReadableByAll);
    if (file < 0)
        return file;
    if (fstat(file, &facts) == 0 && S_ISREG(facts.st_mode) && facts.st_uid == geteuid())
        return file;
    close(file);
    return -1;
}

void Append(const std::string &path, const std::string &line) {
    struct stat facts = {};
    int file = OpenOwn(path, facts);
    if (file >= 0 && facts.st_size + line.size() > kLogLimit) {
        close(file);
        // The old file's place may be taken by another user's.
        if (rename(path.c_str(), (path + ".old").c_str()) != 0)
            unlink(path.c_str());
        file = OpenOwn(path, facts);
    }
    if (file < 0)
        return;
    [[maybe_unused]] const ssize_t written = write(file, line.data(), line.size());
    close(file);
}

} // namespace

std::string LogFileOf(const std::string &folder) {
    return folder + "/netjack2-log." + std::to_string(geteuid());
}

void KeepLine(const std::string &folder, const char *module, const char *text) noexcept {
    try {
        Append(LogFileOf(folder), Now() + " " + std::to_string(getpid()) + " " + module + ": " + text + "\n");
    } catch (const std::exception &) {
        // There is no memory for a line.
    }
}

} // namespace netjack2
