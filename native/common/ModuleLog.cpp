// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/ModuleLog.h"

#include <array>
#include <cstdarg>
#include <cstdio>
#include <cstring>

#include "common/LogFile.h"
#include "jack/Log.h"

namespace netjack2 {

namespace {

/** Bytes of the server's own buffer for a line. */
constexpr size_t kLongestLine = 256;

/** What ends a line that was longer. */
constexpr const char *kMark = "…";

using Line = std::array<char, kLongestLine>;

/** The text, with room for the module's name and a colon in front of it. */
Line Format(const char *format, va_list arguments) {
    Line line = {};
    const size_t room = line.size() - std::strlen(kModuleName) - std::strlen(": ");
    const int length = std::vsnprintf(line.data(), room, format, arguments);
    if (length < 0 || static_cast<size_t>(length) < room)
        return line;
    size_t end = room - 1 - std::strlen(kMark);
    // Not within a character: its later bytes are 10xxxxxx.
    while (end > 0 && (line[end] & 0xC0) == 0x80)
        end--;
    std::strcpy(&line[end], kMark);
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

} // namespace netjack2
