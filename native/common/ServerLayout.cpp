// SPDX-License-Identifier: GPL-2.0-or-later
#include "ServerLayout.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <new>

#include <dlfcn.h>
#include <link.h>

#include <jack/jack.h>

#include "common/ModuleLog.h"
#include "jack/AudioDriver.h"
#include "jack/Notification.h"

/** The table of the virtual functions of JackAudioDriver. Its size depends on their number. */
extern "C" const char audioDriverTable[] __asm__("_ZTVN4Jack15JackAudioDriverE");

namespace netjack2 {

namespace {

/** 41 functions and two headers in the primary table, five functions and two headers in the one of the second base. */
constexpr size_t kTableSize = 392;

bool HasKnownTable() {
    Dl_info library;
    void *symbol = nullptr;
    return dladdr1(audioDriverTable, &library, &symbol, RTLD_DL_SYMENT) && symbol &&
           static_cast<ElfW(Sym) *>(symbol)->st_size == kTableSize;
}

constexpr char kName[] = "netjack2-name";
constexpr char kAlias[] = "netjack2-alias";

/** Whether a text or a flag has this value. With another layout it is no text, and neither true nor false. */
template <size_t size> bool Holds(const char *member, const char (&text)[size]) {
    return std::memcmp(member, text, size) == 0;
}

bool Holds(const bool &member, bool value) {
    return std::memcmp(&member, &value, sizeof(value)) == 0;
}

/** A driver that the server's constructor fills in, and nothing else. */
class Specimen final : public Jack::JackAudioDriver {
public:
    Specimen(Jack::JackLockedEngine *engine, Jack::JackLinuxFutex *synchros)
        : JackAudioDriver(kName, kAlias, engine, synchros) {}

    /** Whether each member that the constructor sets is where this file was compiled to find it, the first and the last
        one among them. */
    bool HasKnownMembers(const Jack::JackLockedEngine *engine, const Jack::JackLinuxFutex *synchros) const {
        const Jack::JackClientControl &client = clientControl_;
        return JackAudioDriver::GetClientControl() == &client && Holds(client.name, kName) &&
               Holds(client.wants[Jack::kStartFreewheel], true) && Holds(client.wants[Jack::kLatency], true) &&
               Holds(client.wants[Jack::kPortConnected], false) && client.refNum == -1 && Holds(client.active, false) &&
               client.uuid != 0 && Holds(alias_, kAlias) && captureChannels_ == 0 && playbackChannels_ == 0 &&
               engine_ == engine && !graph_ && synchros_ == synchros && slaves_.empty() && Holds(isMaster_, true) &&
               Holds(isRunning_, false) && Holds(withMonitorPorts_, false) && connections_.empty();
    }
};

/** Memory for a driver of a server that may have more members. */
struct Mould {
    static constexpr size_t kMore = 4096;
    static constexpr unsigned char kUntouched = 0xA5;

    alignas(Specimen) unsigned char object[sizeof(Specimen)];
    unsigned char behind[kMore];
};

bool HasKnownMembers(Jack::JackLockedEngine *engine, Jack::JackLinuxFutex *synchros) {
    const auto mould = std::make_unique<Mould>();
    std::memset(mould.get(), Mould::kUntouched, sizeof(Mould));
    const auto *specimen = new (mould.get()) Specimen(engine, synchros);
    const bool known = specimen->HasKnownMembers(engine, synchros) &&
                       std::all_of(std::begin(mould->behind), std::end(mould->behind),
                                   [](unsigned char byte) { return byte == Mould::kUntouched; });
    // A destructor would follow what may be no members.
    if (known)
        specimen->~Specimen();
    return known;
}

} // namespace

bool IsKnownServer(Jack::JackLockedEngine *engine, Jack::JackLinuxFutex *synchros) {
    if (HasKnownTable() && HasKnownMembers(engine, synchros))
        return true;
    LogError("jackd %s lays out its drivers in an unknown way; use its own net driver", jack_get_version_string());
    return false;
}

} // namespace netjack2
