// SPDX-License-Identifier: GPL-2.0-or-later
#include "man/Pages.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include <gtest/gtest.h>

#include "man/Roff.h"
#include "options/AudioAdapterOptions.h"
#include "options/DriverOptions.h"
#include "options/ManagerOptions.h"
#include "options/MeshOptions.h"
#include "options/NetAdapterOptions.h"
#include "options/ProgramOptions.h"
#include "options/Text.h"

using namespace netjack2;

namespace {

/** What a command prints, errors included. */
std::string OutputOf(const std::string &command) {
    std::string output;
    FILE *pipe = popen((command + " 2>&1").c_str(), "r");
    std::array<char, 4096> buffer;
    while (const size_t count = std::fread(buffer.data(), 1, buffer.size(), pipe))
        output.append(buffer.data(), count);
    pclose(pipe);
    return output;
}

bool IsThere(const std::string &program) {
    return std::system(("command -v " + program + " >/dev/null").c_str()) == 0;
}

/** A page as a reader sees it, and its file for programs that look at it. */
class Shown {
public:
    explicit Shown(const ManPage &page) : path(testing::TempDir() + page.FileName()) {
        std::ofstream(path) << page.text;
        text = OutputOf("groff -man -Tascii -P-cbou -rLL=400n " + path);
    }
    ~Shown() { std::remove(path.c_str()); }

    const std::string path;
    std::string text;
};

template <typename Options> void ExpectAll(const ModuleOptions<Options> &module, const std::string &page) {
    for (const auto &option : module.table) {
        const std::string letter = std::string("-") + option.letter + ", --" + option.name;
        EXPECT_NE(page.find(letter), std::string::npos) << letter;
        EXPECT_NE(page.find(option.description), std::string::npos) << option.description;
        EXPECT_TRUE(option.refusal || page.find(Accepted(option)) != std::string::npos) << Accepted(option);
    }
}

} // namespace

TEST(ManPages, Each_page_is_free_of_warnings) {
    for (const auto &page : ManPages("1.2")) {
        const Shown shown(page);
        EXPECT_EQ(OutputOf("groff -man -ww -z " + shown.path), "") << page.name;
        if (IsThere("mandoc")) {
            EXPECT_EQ(OutputOf("mandoc -Tlint -Wwarning " + shown.path + " | grep -v 'missing date'"), "") << page.name;
        }
        EXPECT_NE(shown.text.find("netjack2 1.2"), std::string::npos);
    }
}

TEST(ManPages, Every_option_is_in_the_page_of_its_module) {
    for (const auto &page : ManPages("1.2")) {
        if (page.name == "netjack2-driver")
            ExpectAll(DriverOptions(), Shown(page).text);
        if (page.name == "netjack2-netmanager")
            ExpectAll(ManagerOptions(), Shown(page).text);
        if (page.name == "netjack2-netmesh")
            ExpectAll(MeshOptions(), Shown(page).text);
        if (page.name == "netjack2-audioadapter")
            ExpectAll(AudioAdapterOptions(), Shown(page).text);
        if (page.name == "netjack2-netadapter")
            ExpectAll(NetAdapterOptions(), Shown(page).text);
        if (page.name == "netjack2-master")
            ExpectAll(WithProgramOptions(ManagerOptions()), Shown(page).text);
        if (page.name == "netjack2-join")
            ExpectAll(WithProgramOptions(NetAdapterOptions()), Shown(page).text);
    }
}

// Fault-26
TEST(ManPages, The_state_folder_is_in_the_pages_of_modules_that_save_something) {
    for (const auto &page : ManPages("1.2")) {
        const bool saves =
            page.name == "netjack2-driver" || page.name == "netjack2-netmanager" || page.name == "netjack2-master";
        EXPECT_EQ(page.text.find("XDG_STATE_HOME") != std::string::npos, saves) << page.name;
    }
}

TEST(ManPages, Text_that_roff_would_interpret_is_shown_literally) {
    Roff page("x", 1, "1", "summary");
    page.Paragraph(".SH not a section\n'nor this \\n -a");
    EXPECT_NE(page.Text().find("\\&.SH not a section\n\\&'nor this \\en \\-a"), std::string::npos);
}
