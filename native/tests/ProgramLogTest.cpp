// SPDX-License-Identifier: GPL-2.0-or-later
// What a program writes on standard error.
#include <cstdlib>
#include <string>

#include <gtest/gtest.h>
#include <netjack2/program.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/LogFile.h"
#include "common/ModuleLog.h"
#include "program/Log.h"

namespace {

/** Reads standard error while a body runs. The body gets "device:inode" of what standard error is meanwhile. */
template <typename Body> std::string ErrorsOf(const Body &body) {
    testing::internal::CaptureStderr();
    struct stat status = {};
    fstat(STDERR_FILENO, &status);
    body(std::to_string(status.st_dev) + ":" + std::to_string(status.st_ino));
    return testing::internal::GetCapturedStderr();
}

} // namespace

void netjack2::KeepLine(const std::string &, const char *, const char *) noexcept {}

TEST(ProgramLog, A_line_begins_with_the_module_name_and_is_no_format) {
    netjack2::SetModuleName("netmanager");
    EXPECT_EQ(ErrorsOf([](const std::string &) {
                  nj_log_info("100% of it");
                  nj_log_error("%s");
              }),
              "netmanager: 100% of it\nnetmanager: %s\n");
}

TEST(ProgramLog, A_line_may_be_long) {
    netjack2::SetModuleName("netadapter");
    const std::string text(1000, 'x');
    EXPECT_EQ(ErrorsOf([&](const std::string &) { nj_log_info(text.c_str()); }), "netadapter: " + text + "\n");
}

TEST(ProgramLog, The_journal_knows_the_importance_of_a_line) {
    netjack2::SetModuleName("netmanager");
    EXPECT_EQ(ErrorsOf([](const std::string &stream) {
                  setenv("JOURNAL_STREAM", stream.c_str(), 1);
                  nj_log_info("one");
                  nj_log_error("two");
                  setenv("JOURNAL_STREAM", "1:1", 1);
                  nj_log_error("three");
                  unsetenv("JOURNAL_STREAM");
              }),
              "<6>netmanager: one\n<4>netmanager: two\nnetmanager: three\n");
}
