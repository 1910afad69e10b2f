// SPDX-License-Identifier: GPL-2.0-or-later
// The layout in native/jack against the server that is installed.
#include <cstring>

#include <gtest/gtest.h>

#include "common/ServerVersion.h"
#include "jack/AudioDriver.h"

using namespace Jack;

namespace {

/** Where the table of virtual functions has the function: one more than that is what a pointer to it holds. */
template <typename Function> ptrdiff_t Slot(Function function) {
    ptrdiff_t parts[2];
    static_assert(sizeof(function) == sizeof(parts));
    std::memcpy(parts, &function, sizeof(parts));
    return parts[0] - 1;
}

} // namespace

TEST(Server, TheInstalledOneIsKnown) {
    EXPECT_TRUE(netjack2::IsKnownServer());
}

TEST(Server, VirtualFunctionsAreWhereTheServerCallsThem) {
    EXPECT_EQ(Slot(&JackDriverInterface::Attach), 0x20);
    EXPECT_EQ(Slot(&JackDriverInterface::Read), 0x30);
    EXPECT_EQ(Slot(&JackDriverInterface::Start), 0x40);
    EXPECT_EQ(Slot(&JackDriverInterface::IsFixedBufferSize), 0x50);
    EXPECT_EQ(Slot(&JackDriverInterface::Process), 0x68);
    EXPECT_EQ(Slot(&JackDriverInterface::GetSlaves), 0x90);
    EXPECT_EQ(Slot(&JackDriverInterface::IsRunning), 0xE0);
    EXPECT_EQ(Slot(&JackDriver::SaveConnections), 0xE8);
    EXPECT_EQ(Slot(&JackDriver::StopSlaves), 0x100);
    EXPECT_EQ(Slot(&JackDriver::Initialize), 0x130);
    EXPECT_EQ(Slot(&JackAudioDriver::UpdateLatencies), 0x138);
}

TEST(Server, TheSecondBaseHasATableOfItsOwn) {
    EXPECT_EQ(Slot(&JackClientInterface::Close), 0x10);
    EXPECT_EQ(Slot(&JackClientInterface::ClientNotify), 0x18);
    EXPECT_EQ(Slot(&JackClientInterface::GetClientControl), 0x20);
}
