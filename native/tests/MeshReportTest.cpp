// SPDX-License-Identifier: GPL-2.0-or-later
// What netmesh asks of the net driver in the same server, by its exported functions.
#include "driver/MeshReport.h"

#include <gtest/gtest.h>

using namespace netjack2;

namespace {

/** A session that runs. */
nj_mesh_session SessionOf(uint64_t key) {
    nj_mesh_session session = {};
    session.key = key;
    session.is_running = 1;
    return session;
}

/** A driver, as far as netmesh sees it. */
class MeshReportTest : public testing::Test {
protected:
    MeshReportTest() { report_.Begin(); }
    ~MeshReportTest() override { report_.End(); }

    MeshReport &report_ = MeshReport::OfProcess();
    nj_mesh_session session_ = SessionOf(1);
};

} // namespace

TEST(MeshReport, Without_a_driver_nothing_is_reported_and_nothing_is_written) {
    nj_mesh_session session = SessionOf(1);
    EXPECT_EQ(nj_net_mesh_session(&session), 0);
    EXPECT_EQ(session.key, 1u);
    EXPECT_EQ(nj_net_mesh_cycle(), NJ_NO_MESH_CYCLE);
}

TEST_F(MeshReportTest, A_new_driver_has_no_session) {
    EXPECT_EQ(nj_net_mesh_session(&session_), 1);
    EXPECT_EQ(session_.is_running, 0u);
    EXPECT_EQ(session_.key, 0u);
    EXPECT_EQ(nj_net_mesh_cycle(), NJ_NO_MESH_CYCLE);
}

TEST_F(MeshReportTest, The_session_and_the_cycle_are_those_that_were_set_last) {
    report_.SetSession(SessionOf(5));
    report_.SetSession(SessionOf(7));
    report_.SetCycle(12);
    EXPECT_EQ(nj_net_mesh_session(&session_), 1);
    EXPECT_EQ(session_.key, 7u);
    EXPECT_EQ(session_.is_running, 1u);
    EXPECT_EQ(nj_net_mesh_cycle(), 12u);
}

TEST_F(MeshReportTest, The_next_driver_has_nothing_of_the_previous_one) {
    report_.SetSession(SessionOf(5));
    report_.SetCycle(12);
    report_.End();
    EXPECT_EQ(nj_net_mesh_session(&session_), 0);
    EXPECT_EQ(nj_net_mesh_cycle(), NJ_NO_MESH_CYCLE);
    report_.Begin();
    EXPECT_EQ(nj_net_mesh_session(&session_), 1);
    EXPECT_EQ(session_.is_running, 0u);
    EXPECT_EQ(nj_net_mesh_cycle(), NJ_NO_MESH_CYCLE);
}
