// SPDX-License-Identifier: GPL-2.0-or-later
#include "Log.h"

#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <string>

#include <sys/stat.h>
#include <sys/syslog.h>
#include <unistd.h>

#include "common/LogFile.h"
#include "common/ModuleLog.h"

namespace netjack2 {

namespace {

const char *moduleName = "netjack2";

/** Whether standard error is the journal: systemd gives device and inode of the stream that it has made. */
bool IsJournal() {
    const char *stream = std::getenv("JOURNAL_STREAM");
    unsigned long device = 0, inode = 0;
    struct stat status = {};
    return stream && std::sscanf(stream, "%lu:%lu", &device, &inode) == 2 && fstat(STDERR_FILENO, &status) == 0 &&
           status.st_dev == device && status.st_ino == inode;
}

/** Prints a line at once, so that lines of several threads do not mix. */
void Print(int importance, const char *text) {
    const std::string prefix = IsJournal() ? "<" + std::to_string(importance) + ">" : "";
    const std::string line = prefix + moduleName + ": " + text + "\n";
    // Who has closed standard error wants no lines.
    [[maybe_unused]] const ssize_t written = write(STDERR_FILENO, line.data(), line.size());
    KeepLine(kLogFolder, moduleName, text);
}

void PrintFormatted(int importance, const char *format, va_list arguments) noexcept {
    char *text = nullptr;
    if (vasprintf(&text, format, arguments) < 0)
        return;
    try {
        Print(importance, text);
    } catch (const std::exception &) {
        // There is no memory for a line.
    }
    std::free(text);
}

} // namespace

void SetModuleName(const char *name) noexcept {
    moduleName = name;
}

void LogInfo(const char *format, ...) noexcept {
    va_list arguments;
    va_start(arguments, format);
    PrintFormatted(LOG_INFO, format, arguments);
    va_end(arguments);
}

void LogError(const char *format, ...) noexcept {
    va_list arguments;
    va_start(arguments, format);
    PrintFormatted(LOG_WARNING, format, arguments);
    va_end(arguments);
}

} // namespace netjack2
