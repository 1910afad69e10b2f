// SPDX-License-Identifier: GPL-2.0-or-later
// Fault-24: servers whose drivers have other members: the server's constructor, and a change after it.
#include <cstddef>
#include <cstring>
#include <functional>

#include <dlfcn.h>
#include <gtest/gtest.h>

#include "common/LogFile.h"
#include "common/ModuleLog.h"
#include "common/ServerLayout.h"
#include "jack/AudioDriver.h"

using namespace Jack;

const char *const netjack2::kModuleName = "test module";

void netjack2::KeepLine(const std::string &, const char *, const char *) noexcept {}

namespace {

constexpr size_t kSize = sizeof(JackAudioDriver);

/** What is different in this server's drivers. */
std::function<void(unsigned char *driver)> change;

/** Everything from an offset on is a little later, as behind a new member. */
auto ShiftFrom(size_t offset, size_t distance) {
    return [=](unsigned char *driver) { std::memmove(driver + offset + distance, driver + offset, kSize - offset); };
}

} // namespace

extern "C" void
Construct(unsigned char *driver, const char *name, const char *alias, void *engine,
          void *synchros) __asm__("_ZN4Jack15JackAudioDriverC2EPKcS2_PNS_16JackLockedEngineEPNS_14JackLinuxFutexE");

extern "C" void Construct(unsigned char *driver, const char *name, const char *alias, void *engine, void *synchros) {
    void *original = dlsym(RTLD_NEXT, "_ZN4Jack15JackAudioDriverC2EPKcS2_PNS_16JackLockedEngineEPNS_14JackLinuxFutexE");
    reinterpret_cast<decltype(&Construct)>(original)(driver, name, alias, engine, synchros);
    if (change)
        change(driver);
}

static bool IsKnown(std::function<void(unsigned char *)> difference) {
    static unsigned char engine[8];
    static unsigned char synchros[8];
    change = std::move(difference);
    return netjack2::IsKnownServer(reinterpret_cast<JackLockedEngine *>(engine),
                                   reinterpret_cast<JackLinuxFutex *>(synchros));
}

TEST(ServerLayout, The_installed_server_is_known) {
    EXPECT_TRUE(IsKnown(nullptr));
}

TEST(ServerLayout, A_server_with_a_new_member_anywhere_is_not_known) {
    for (size_t offset = 16; offset < kSize - 24; offset += 8) {
        EXPECT_FALSE(IsKnown(ShiftFrom(offset, 8))) << offset;
        EXPECT_FALSE(IsKnown(ShiftFrom(offset, 512))) << offset;
    }
}

TEST(ServerLayout, A_server_with_a_new_member_at_the_end_is_not_known) {
    EXPECT_FALSE(IsKnown([](unsigned char *driver) { std::memset(driver + kSize, 0, 8); }));
    EXPECT_FALSE(IsKnown([](unsigned char *driver) { driver[kSize + 1000] = 0; }));
}

TEST(ServerLayout, A_server_with_a_member_less_is_not_known) {
    EXPECT_FALSE(IsKnown([](unsigned char *driver) {
        constexpr size_t kBehindSlaves = Layout(744, 752);
        std::memmove(driver + kBehindSlaves, driver + kBehindSlaves + 8, kSize - kBehindSlaves - 8);
    }));
    EXPECT_FALSE(IsKnown([](unsigned char *driver) { std::memset(driver + Layout(3824, 3832), 0xA5, 24); }));
}
