// SPDX-License-Identifier: GPL-2.0-or-later
#include "driver/ServerTransport.h"

#include <cstring>

#include <gtest/gtest.h>

using namespace netjack2;

namespace {

constexpr uint32_t kPeriod = 256;
constexpr uint32_t kRate = 48000;

/** The settings that the server's functions find. All clients are drivers: none has to get ready. */
Jack::JackEngineControl control;

} // namespace

/** The server's own transport, as the library has it. */
extern "C" {
void ConstructTransport(Jack::JackTransportEngine *) __asm__("_ZN4Jack19JackTransportEngineC1Ev");
void CycleBegin(Jack::JackTransportEngine *, uint32_t rate,
                uint64_t now) __asm__("_ZN4Jack19JackTransportEngine10CycleBeginEjm");
void CycleEnd(Jack::JackTransportEngine *, void **clients, uint32_t rate,
              uint32_t period) __asm__("_ZN4Jack19JackTransportEngine8CycleEndEPPNS_19JackClientInterfaceEjj");
int RequestNewPos(Jack::JackTransportEngine *,
                  jack_position_t *) __asm__("_ZN4Jack19JackTransportEngine13RequestNewPosEP14_jack_position");
int Query(Jack::JackTransportEngine *,
          jack_position_t *) __asm__("_ZN4Jack19JackTransportEngine5QueryEP14_jack_position");
}

namespace Jack {

/** Replaces the function of the library, which would need a server. */
[[gnu::visibility("default")]] JackEngineControl *GetEngineControl() {
    return &control;
}

} // namespace Jack

namespace {

class ServerTransportTest : public ::testing::Test {
protected:
    ServerTransportTest() {
        control = {};
        control.driverCount = 256;
        ConstructTransport(&engine());
    }

    static Jack::JackTransportEngine &engine() { return control.transport; }

    /** A cycle in which the driver sets nothing. */
    void Run() {
        CycleBegin(&engine(), kRate, ++now_);
        CycleEnd(&engine(), clients_, kRate, kPeriod);
        transport_.Settle();
    }

    /** A cycle of the master. */
    nj_transport Run(jack_transport_state_t state, uint32_t frame, bool located = false, double tempo = 0) {
        const nj_transport found = transport_.Take(position_, request_);
        jack_position_t place = {};
        place.frame = frame;
        place.beats_per_minute = tempo;
        transport_.Put(state, located, place);
        Run();
        return found;
    }

    void ExpectSeen(jack_transport_state_t state, uint32_t frame) {
        jack_position_t seen = {};
        EXPECT_EQ(Query(&engine(), &seen), state);
        EXPECT_EQ(seen.frame, frame);
        EXPECT_EQ(seen.frame_rate, kRate);
        EXPECT_EQ(seen.usecs, now_);
        nj_server_cycle cycle = {};
        transport_.ReadCycle(cycle);
        EXPECT_EQ(cycle.state, static_cast<uint32_t>(state));
        EXPECT_EQ(cycle.frame, frame);
    }

    void *clients_[256] = {};
    uint64_t now_ = 1000;
    ServerTransport transport_{control};
    jack_position_t position_ = {};
    jack_position_t request_ = {};
};

} // namespace

TEST_F(ServerTransportTest, A_new_transport_is_known) {
    EXPECT_TRUE(transport_.IsKnown());
}

// Fault-31: the server had another driver before, with a client that was timebase master and changed the time-out.
TEST_F(ServerTransportTest, A_transport_that_another_driver_has_used_is_known) {
    jack_position_t place = {};
    place.frame = 4711;
    for (int cycle = 0; cycle < 300; cycle++) {
        if (cycle == 3)
            engine().command = Jack::kStartCommand;
        if (cycle == 100)
            RequestNewPos(&engine(), &place);
        engine().timebase = cycle % 20;
        engine().timeOutUsecs = 2'000'000;
        Run();
        EXPECT_TRUE(transport_.IsKnown()) << cycle;
    }
}

TEST_F(ServerTransportTest, What_is_no_transport_is_not_known) {
    const Jack::JackTransportEngine known = engine();
    for (const auto spoil :
         {+[] { engine().state = 5; }, +[] { engine().command = 3; }, +[] { engine().timeOutUsecs = 0; },
          +[] { engine().timeOutUsecs <<= 32; }, +[] { engine().timebase = 256; }, +[] { engine().counter = 2; },
          +[] { engine().counter = 0x0200; },
          +[] { std::memset(static_cast<void *>(&engine()), 0xFF, sizeof(engine())); }}) {
        spoil();
        EXPECT_FALSE(transport_.IsKnown());
        engine() = known;
    }
}

TEST_F(ServerTransportTest, Clients_see_the_masters_state_and_frame_in_the_same_cycle) {
    Run(JackTransportStopped, 0);
    ExpectSeen(JackTransportStopped, 0);
    Run(JackTransportStopped, 5000, true);
    ExpectSeen(JackTransportStopped, 5000);
    for (int cycle = 0; cycle < 5; cycle++) {
        Run(JackTransportStarting, 5000, cycle == 0);
        ExpectSeen(JackTransportStarting, 5000);
    }
    for (uint32_t cycle = 0; cycle < 5; cycle++) {
        Run(JackTransportRolling, 5000 + cycle * kPeriod);
        ExpectSeen(JackTransportRolling, 5000 + cycle * kPeriod);
    }
    Run(JackTransportStarting, 100, true);
    ExpectSeen(JackTransportStarting, 100);
    Run(JackTransportRolling, 100);
    ExpectSeen(JackTransportRolling, 100);
    Run(JackTransportStopped, 100 + kPeriod);
    ExpectSeen(JackTransportStopped, 100 + kPeriod);
}

TEST_F(ServerTransportTest, A_cycle_without_a_master_continues) {
    Run(JackTransportRolling, 1000);
    Run();
    ExpectSeen(JackTransportRolling, 1000 + kPeriod);
    Run(JackTransportRolling, 77);
    ExpectSeen(JackTransportRolling, 77);
}

TEST_F(ServerTransportTest, Readiness_is_reported_once_all_clients_are_ready) {
    Run(JackTransportStopped, 0);
    EXPECT_EQ(Run(JackTransportStarting, 0, true).ready, 0u);
    EXPECT_EQ(Run(JackTransportStarting, 0).ready, 0u);
    EXPECT_EQ(Run(JackTransportStarting, 0).ready, 1u);
    EXPECT_EQ(Run(JackTransportStarting, 900, true).ready, 1u) << "of the start before";
    EXPECT_EQ(Run(JackTransportStarting, 900).ready, 0u);
    EXPECT_EQ(Run(JackTransportStarting, 900).ready, 1u);
}

TEST_F(ServerTransportTest, Commands_of_clients_are_reported_and_not_executed) {
    Run(JackTransportStopped, 0);
    engine().command = Jack::kStartCommand;
    EXPECT_EQ(Run(JackTransportStopped, 0).command, 1u);
    ExpectSeen(JackTransportStopped, 0);
    EXPECT_EQ(Run(JackTransportStopped, 0).command, 0u);
    engine().command = Jack::kStartCommand;
    EXPECT_EQ(Run(JackTransportRolling, 0).command, 1u) << "the same command again is another one";
    engine().command = Jack::kStopCommand;
    EXPECT_EQ(Run(JackTransportRolling, kPeriod).command, 2u);
    ExpectSeen(JackTransportRolling, kPeriod);
}

TEST_F(ServerTransportTest, A_command_that_the_server_has_executed_is_still_reported) {
    Run(JackTransportStopped, 0);
    transport_.Take(position_, request_);
    jack_position_t place = {};
    transport_.Put(JackTransportStopped, false, place);
    engine().command = Jack::kStartCommand;
    Run();
    EXPECT_EQ(Run(JackTransportStopped, 0).command, 1u);
    ExpectSeen(JackTransportStopped, 0);
}

TEST_F(ServerTransportTest, Requested_positions_are_reported_and_not_used) {
    Run(JackTransportRolling, 0);
    jack_position_t wanted = {};
    wanted.frame = 123456;
    RequestNewPos(&engine(), &wanted);
    EXPECT_EQ(Run(JackTransportRolling, kPeriod).located, 1u);
    EXPECT_EQ(request_.frame, 123456u);
    ExpectSeen(JackTransportRolling, kPeriod);
    EXPECT_EQ(Run(JackTransportRolling, 2 * kPeriod).located, 0u);
    ExpectSeen(JackTransportRolling, 2 * kPeriod);
}

TEST_F(ServerTransportTest, A_position_that_the_server_has_used_is_reported_and_reverted) {
    Run(JackTransportRolling, 0);
    transport_.Take(position_, request_);
    jack_position_t place = {};
    place.frame = kPeriod;
    transport_.Put(JackTransportRolling, false, place);
    place.frame = 123456;
    RequestNewPos(&engine(), &place);
    Run();
    EXPECT_EQ(Run(JackTransportRolling, 2 * kPeriod).located, 1u);
    EXPECT_EQ(request_.frame, 123456u);
    ExpectSeen(JackTransportRolling, 2 * kPeriod);
}

TEST_F(ServerTransportTest, Requests_from_before_the_session_are_dropped) {
    engine().command = Jack::kStartCommand;
    jack_position_t wanted = {};
    wanted.frame = 9;
    RequestNewPos(&engine(), &wanted);
    const nj_transport found = Run(JackTransportStopped, 0);
    EXPECT_EQ(found.command, 0u);
    EXPECT_EQ(found.located, 0u);
    ExpectSeen(JackTransportStopped, 0);
}

TEST_F(ServerTransportTest, The_beat_comes_from_the_master_unless_the_server_has_a_timebase_master) {
    Run(JackTransportRolling, 0, false, 90);
    jack_position_t seen = {};
    Query(&engine(), &seen);
    EXPECT_EQ(seen.beats_per_minute, 90);
    engine().timebase = 3;
    EXPECT_EQ(Run(JackTransportRolling, kPeriod, false, 120).timebase, 3);
    Query(&engine(), &seen);
    EXPECT_EQ(seen.beats_per_minute, 90);
    EXPECT_EQ(seen.frame, kPeriod);
    transport_.DropTimebase();
    EXPECT_LT(Run(JackTransportRolling, 2 * kPeriod, false, 120).timebase, 1);
    Query(&engine(), &seen);
    EXPECT_EQ(seen.beats_per_minute, 120);
}

TEST_F(ServerTransportTest, A_server_whose_transport_is_released_continues_by_itself) {
    Run(JackTransportStopped, 0);
    for (int cycle = 0; cycle < 3; cycle++)
        Run(JackTransportStarting, 0, cycle == 0);
    transport_.Release();
    Run();
    ExpectSeen(JackTransportRolling, 0);
    engine().command = Jack::kStopCommand;
    Run();
    ExpectSeen(JackTransportStopped, kPeriod);
}
