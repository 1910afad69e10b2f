// SPDX-License-Identifier: GPL-2.0-or-later
// The line of options that a server passes to a module.
#include <cstring>
#include <memory>
#include <string>

#include <gtest/gtest.h>
#include <jack/jack.h>

#include "common/InternalClient.h"
#include "common/LogFile.h"
#include "options/ManagerOptions.h"

const char *const netjack2::kModuleName = "test module";

// In place of the file that all modules of this user have.
void netjack2::KeepLine(const std::string &, const char *, const char *) noexcept {}

namespace {

int opened;
std::string warned;

constexpr netjack2::InternalClient<nj_manager_options> kClient = {
    "a client", netjack2::ManagerOptions, [](jack_client_t *, const nj_manager_options &options) {
        opened = options.max_slaves;
        return 0;
    }};

/** Loads with a line as jackd keeps it: in the last bytes of an object, and without a NUL where it is as long. */
int Load(const std::string &text) {
    const auto line = std::make_unique<char[]>(netjack2::kInitStringSize);
    std::strncpy(line.get(), text.c_str(), netjack2::kInitStringSize);
    opened = 0;
    warned.clear();
    jack_set_error_function([](const char *message) { warned = message; });
    return kClient.Load(nullptr, line.get());
}

} // namespace

TEST(InternalClient, Nothing_is_read_behind_a_line_that_fills_its_place) {
    EXPECT_EQ(Load(std::string(netjack2::kInitStringSize - 4, ' ') + "-N 3"), netjack2::kLoadFailure);
    EXPECT_EQ(warned, "test module: the options are longer than 1023 bytes");
    EXPECT_EQ(opened, 0);
}

TEST(InternalClient, The_longest_line_is_read) {
    EXPECT_EQ(Load(std::string(netjack2::kInitStringSize - 5, ' ') + "-N 3"), 0) << warned;
    EXPECT_EQ(opened, 3);
}
