// SPDX-License-Identifier: GPL-2.0-or-later
#include "ServerVersion.h"

#include <charconv>
#include <cstddef>
#include <string_view>

#include <dlfcn.h>
#include <link.h>

#include <jack/jack.h>

#include "common/ModuleLog.h"

/** The table of the virtual functions of JackAudioDriver. Its size depends on their number. */
extern "C" const char audioDriverTable[] __asm__("_ZTVN4Jack15JackAudioDriverE");

namespace netjack2 {

namespace {

// JackDriver has another layout up to 1.9.12; versions after 1.9.22 are unknown.
constexpr int kOldestPatch = 14;
constexpr int kNewestPatch = 22;

/** 41 functions and two headers in the primary table, five functions and two headers in the one of the second base. */
constexpr size_t kTableSize = 392;

bool HasKnownVersion(std::string_view version) {
    constexpr std::string_view kSeries = "1.9.";
    if (version.substr(0, kSeries.size()) != kSeries)
        return false;
    int patch = 0;
    const char *end = version.data() + version.size();
    const auto [rest, error] = std::from_chars(version.data() + kSeries.size(), end, patch);
    return error == std::errc() && rest == end && patch >= kOldestPatch && patch <= kNewestPatch;
}

bool HasKnownTable() {
    Dl_info library;
    void *symbol = nullptr;
    return dladdr1(audioDriverTable, &library, &symbol, RTLD_DL_SYMENT) && symbol &&
           static_cast<ElfW(Sym) *>(symbol)->st_size == kTableSize;
}

} // namespace

bool IsKnownServer() {
    const char *version = jack_get_version_string();
    if (HasKnownVersion(version) && HasKnownTable())
        return true;
    LogError("this is jackd %s; the driver knows 1.9.%d to 1.9.%d only", version, kOldestPatch, kNewestPatch);
    return false;
}

} // namespace netjack2
