// SPDX-License-Identifier: GPL-2.0-or-later
// The layout in native/jack against the installed server.
#include <cstring>

#include <gtest/gtest.h>

#include "jack/AudioDriver.h"

using namespace Jack;

namespace {

/** The offset of the function in the table of virtual functions. That a pointer to a function holds one is marked by
   its lowest bit, but on ARM in the word behind it, because functions of Thumb code have odd addresses. */
template <typename Function> ptrdiff_t Slot(Function function) {
    ptrdiff_t parts[2];
    static_assert(sizeof(function) == sizeof(parts));
    std::memcpy(parts, &function, sizeof(parts));
#ifdef __aarch64__
    return parts[0];
#else
    return parts[0] - 1;
#endif
}

} // namespace

TEST(Server, Virtual_functions_are_where_the_server_calls_them) {
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

TEST(Server, The_second_base_has_its_own_table) {
    EXPECT_EQ(Slot(&JackClientInterface::Close), 0x10);
    EXPECT_EQ(Slot(&JackClientInterface::ClientNotify), 0x18);
    EXPECT_EQ(Slot(&JackClientInterface::GetClientControl), 0x20);
}
