// SPDX-License-Identifier: GPL-2.0-or-later
#include "driver/MeshCycles.h"

#include <atomic>
#include <thread>

#include <gtest/gtest.h>

using namespace netjack2;

namespace {

constexpr uint64_t kPeriod = 1333;

/** When the cycle of that number began, in a test in which each has its number from its time. */
uint64_t BeginOf(uint32_t cycle) {
    return kPeriod * cycle;
}

} // namespace

TEST(MeshCycles, Before_the_first_cycle_nothing_is_found) {
    const MeshCycles cycles;
    EXPECT_EQ(cycles.Find(0), std::nullopt);
    EXPECT_EQ(cycles.Find(kPeriod), std::nullopt);
}

TEST(MeshCycles, A_cycle_is_found_by_the_time_at_which_it_began_and_by_no_other) {
    MeshCycles cycles;
    cycles.Add(5000, 77);
    EXPECT_EQ(cycles.Find(5000), 77u);
    EXPECT_EQ(cycles.Find(4999), std::nullopt);
    EXPECT_EQ(cycles.Find(5001), std::nullopt);
    EXPECT_EQ(cycles.Find(0), std::nullopt);
}

TEST(MeshCycles, The_last_eight_cycles_are_known) {
    MeshCycles cycles;
    for (uint32_t cycle = 1; cycle <= 100; cycle++) {
        cycles.Add(BeginOf(cycle), cycle);
        const uint32_t oldest = cycle < MeshCycles::kSize ? 1 : cycle - MeshCycles::kSize + 1;
        for (uint32_t known = oldest; known <= cycle; known++)
            ASSERT_EQ(cycles.Find(BeginOf(known)), known) << "in cycle " << cycle;
        ASSERT_EQ(cycles.Find(BeginOf(oldest - 1)), std::nullopt) << "in cycle " << cycle;
    }
}

TEST(MeshCycles, Of_two_cycles_with_the_same_beginning_the_last_one_is_found) {
    MeshCycles cycles;
    cycles.Add(BeginOf(1), 10);
    cycles.Add(BeginOf(1), 11);
    EXPECT_EQ(cycles.Find(BeginOf(1)), 11u);
    for (uint32_t cycle = 2; cycle <= MeshCycles::kSize; cycle++) {
        cycles.Add(BeginOf(cycle), cycle);
        EXPECT_EQ(cycles.Find(BeginOf(1)), 11u);
    }
    cycles.Add(BeginOf(9), 9);
    EXPECT_EQ(cycles.Find(BeginOf(1)), std::nullopt);
}

TEST(MeshCycles, The_number_of_a_cycle_may_be_0_and_begin_anew) {
    MeshCycles cycles;
    cycles.Add(BeginOf(1), 0xFFFFFFFF);
    cycles.Add(BeginOf(2), 0);
    EXPECT_EQ(cycles.Find(BeginOf(1)), 0xFFFFFFFFu);
    EXPECT_EQ(cycles.Find(BeginOf(2)), 0u);
}

TEST(MeshCycles, After_its_end_a_driver_leaves_no_cycle) {
    MeshCycles cycles;
    cycles.Add(0, 3);
    cycles.Add(BeginOf(1), 4);
    cycles.Clear();
    EXPECT_EQ(cycles.Find(0), std::nullopt);
    EXPECT_EQ(cycles.Find(BeginOf(1)), std::nullopt);
    cycles.Add(BeginOf(2), 5);
    EXPECT_EQ(cycles.Find(BeginOf(2)), 5u);
}

/** Times repeat here, so that an entry has one of two cycles, and the reader always asks for one that is being written.
 */
TEST(MeshCycles, A_reader_never_finds_half_of_a_cycle) {
    constexpr uint32_t kTimes = 2 * MeshCycles::kSize, kCycles = 2'000'000;
    MeshCycles cycles;
    std::atomic<bool> reads = false, ends = false;
    uint32_t found = 0, wrong = 0;
    std::thread reader([&] {
        for (uint32_t cycle = 0; !ends; cycle = (cycle + 1) % kTimes)
            if (const auto number = cycles.Find(BeginOf(cycle))) {
                found++;
                wrong += *number != cycle;
                reads = true;
            }
    });
    for (uint32_t cycle = 0; cycle < kCycles || !reads; cycle++)
        cycles.Add(BeginOf(cycle % kTimes), cycle % kTimes);
    ends = true;
    reader.join();
    EXPECT_GT(found, 0u);
    EXPECT_EQ(wrong, 0u);
}
