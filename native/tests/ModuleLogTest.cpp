// SPDX-License-Identifier: GPL-2.0-or-later
// What the modules write into the log of the server that is installed.
#include <string>

#include <gtest/gtest.h>
#include <jack/jack.h>
#include <netjack2/abi.h>

#include "common/LogFile.h"
#include "common/ModuleLog.h"

const char *const netjack2::kModuleName = "test module";

namespace {

std::string informed, warned, kept;

/** Reads lines in place of standard output and standard error. */
class ModuleLog : public testing::Test {
protected:
    void SetUp() override {
        informed.clear();
        warned.clear();
        kept.clear();
        jack_set_info_function([](const char *line) { informed = line; });
        jack_set_error_function([](const char *line) { warned = line; });
    }
};

} // namespace

// In place of the file that all modules of this user have.
void netjack2::KeepLine(const std::string &, const char *module, const char *text) noexcept {
    kept += std::string(module) + ": " + text + "\n";
}

TEST_F(ModuleLog, Each_line_is_kept_too) {
    netjack2::LogInfo("period %d", 256);
    nj_log_error("100% of it");
    EXPECT_EQ(kept, "test module: period 256\ntest module: 100% of it\n");
}

TEST_F(ModuleLog, A_line_begins_with_the_module_name) {
    netjack2::LogInfo("period %d", 256);
    EXPECT_EQ(informed, "test module: period 256");
    EXPECT_EQ(warned, "");
    netjack2::LogError("%s", "100% of it");
    EXPECT_EQ(warned, "test module: 100% of it");
}

TEST_F(ModuleLog, A_line_of_the_managed_side_begins_with_it_too_and_is_no_format) {
    nj_log_info("100% of it");
    EXPECT_EQ(informed, "test module: 100% of it");
    nj_log_error("%s");
    EXPECT_EQ(warned, "test module: %s");
}

TEST_F(ModuleLog, A_line_that_fills_the_servers_buffer_is_whole) {
    const std::string text(255 - std::string("test module: ").size(), 'x');
    nj_log_error(text.c_str());
    EXPECT_EQ(warned, "test module: " + text);
}

TEST_F(ModuleLog, A_line_that_is_too_long_for_the_server_is_cut_between_characters_and_marked) {
    netjack2::LogError("%s", std::string(1000, 'x').c_str());
    const std::string whole = "test module: " + std::string(1000, 'x');
    EXPECT_EQ(warned, whole.substr(0, 252) + "…");
    std::string wide = "x";
    for (int count = 0; count < 500; count++)
        wide += "ö";
    nj_log_error(wide.c_str());
    EXPECT_EQ(warned, ("test module: " + wide).substr(0, 252) + "…");
    nj_log_error(wide.substr(1).c_str());
    EXPECT_EQ(warned, ("test module: " + wide.substr(1)).substr(0, 251) + "…");
    EXPECT_EQ(kept.substr(kept.rfind("test module")), warned + "\n");
}

TEST_F(ModuleLog, The_version_is_that_of_the_project) {
    netjack2::LogVersion();
    EXPECT_EQ(informed, "test module: netjack2-cs " NJ_VERSION);
}
