// SPDX-License-Identifier: GPL-2.0-or-later
// The file in which the lines of modules are kept, and what others may put in its place.
#include <filesystem>
#include <fstream>
#include <regex>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "common/LogFile.h"

namespace {

using namespace netjack2;
namespace fs = std::filesystem;

/** A folder of its own, as /dev/shm. */
class LogFile : public testing::Test {
protected:
    void SetUp() override {
        std::string pattern = fs::temp_directory_path() / "log.XXXXXX";
        folder = mkdtemp(pattern.data());
        path = LogFileOf(folder);
    }

    void TearDown() override { fs::remove_all(folder); }

    std::vector<std::string> Lines() const {
        std::ifstream file(path);
        std::vector<std::string> lines;
        for (std::string line; std::getline(file, line);)
            lines.push_back(line);
        return lines;
    }

    std::string folder, path;
};

} // namespace

TEST_F(LogFile, A_line_has_time_process_module_and_text) {
    KeepLine(folder, "netmanager", "New slave");
    KeepLine(folder, "netmanager", "%s is text");
    ASSERT_EQ(Lines().size(), 2U);
    const std::string expected =
        R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z )" + std::to_string(getpid()) + " netmanager: New slave";
    EXPECT_TRUE(std::regex_match(Lines()[0], std::regex(expected))) << Lines()[0];
    EXPECT_NE(Lines()[1].find("%s is text"), std::string::npos);
}

TEST_F(LogFile, It_is_replaced_when_it_is_full_and_the_one_before_is_kept) {
    const std::string text(1000, 'x');
    for (size_t count = 0; count < 3 * kLogLimit / text.size(); count++)
        KeepLine(folder, "netmanager", text.c_str());
    EXPECT_LE(fs::file_size(path), kLogLimit);
    EXPECT_LE(fs::file_size(path + ".old"), kLogLimit);
    EXPECT_GT(fs::file_size(path + ".old"), kLogLimit / 2);
}

TEST_F(LogFile, Where_the_place_of_the_old_file_is_taken_it_begins_anew) {
    fs::create_directory(path + ".old");
    std::ofstream(path + ".old/full") << "x";
    const std::string text(1000, 'x');
    for (size_t count = 0; count < 2 * kLogLimit / text.size(); count++)
        KeepLine(folder, "netmanager", text.c_str());
    EXPECT_LE(fs::file_size(path), kLogLimit);
}

TEST_F(LogFile, A_link_is_not_followed) {
    const std::string target = folder + "/precious";
    std::ofstream(target) << "kept";
    fs::create_symlink(target, path);
    KeepLine(folder, "netmanager", "lost");
    EXPECT_EQ(fs::file_size(target), 4U);
}

TEST_F(LogFile, A_pipe_or_a_folder_in_its_place_holds_nothing_up) {
    ASSERT_EQ(mkfifo(path.c_str(), 0600), 0);
    KeepLine(folder, "netmanager", "lost");
    fs::remove(path);
    fs::create_directory(path);
    KeepLine(folder, "netmanager", "lost");
    KeepLine(folder + "/none", "netmanager", "lost");
    EXPECT_TRUE(fs::is_directory(path));
}
