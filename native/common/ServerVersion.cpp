// SPDX-License-Identifier: GPL-2.0-or-later
#include "ServerVersion.h"

#include <cstddef>
#include <cstdio>

#include <dlfcn.h>
#include <link.h>

#include <jack/jack.h>

#include "common/ModuleLog.h"

/** The table of JackAudioDriver's virtual functions: its size tells how many there are. */
extern "C" const char audioDriverTable[] __asm__("_ZTVN4Jack15JackAudioDriverE");

namespace netjack2 {

namespace {

// 1.9.12 and older lay JackDriver out differently; newer ones than 1.9.22 are not known.
constexpr int kOldestPatch = 14;
constexpr int kNewestPatch = 22;

/** 41 functions and two headers in the primary table, five functions and two headers in the one of the second base. */
constexpr size_t kTableSize = 392;

bool HasKnownVersion(const char *version) {
    int patch = 0;
    int parsed = 0;
    return std::sscanf(version, "1.9.%d%n", &patch, &parsed) == 1 && version[parsed] == '\0' && patch >= kOldestPatch &&
           patch <= kNewestPatch;
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
