// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/ModuleLog.h"

#include <array>
#include <cstdarg>
#include <cstdio>

#include <netjack2/abi.h>

#include "common/LogFile.h"
#include "jack/Log.h"

namespace netjack2 {

namespace {

/** Bytes of the server's own buffer for a line. */
constexpr size_t kLongestLine = 256;

using Line = std::array<char, kLongestLine>;

Line Format(const char *format, va_list arguments) {
    Line line = {};
    std::vsnprintf(line.data(), line.size(), format, arguments);
    return line;
}

} // namespace

void LogInfo(const char *format, ...) noexcept {
    va_list arguments;
    va_start(arguments, format);
    const Line line = Format(format, arguments);
    va_end(arguments);
    KeepLine(kLogFolder, kModuleName, line.data());
    jack_info("%s: %s", kModuleName, line.data());
}

void LogError(const char *format, ...) noexcept {
    va_list arguments;
    va_start(arguments, format);
    const Line line = Format(format, arguments);
    va_end(arguments);
    KeepLine(kLogFolder, kModuleName, line.data());
    jack_error("%s: %s", kModuleName, line.data());
}

void LogVersion() noexcept {
    LogInfo("netjack2-cs " NJ_VERSION);
}

} // namespace netjack2

// A line of the managed side is data, never a format: it may contain what a peer sent.
void nj_log_info(const char *line) noexcept {
    netjack2::LogInfo("%s", line);
}

void nj_log_error(const char *line) noexcept {
    netjack2::LogError("%s", line);
}
