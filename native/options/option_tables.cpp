// SPDX-License-Identifier: GPL-2.0-or-later
// What is made from the tables of options: option_tables page | option_tables man VERSION FOLDER
#include <fstream>
#include <iostream>
#include <string_view>

#include "OptionsPage.h"
#include "man/Pages.h"

namespace {

int WriteManPages(const std::string &version, const std::string &folder) {
    for (const auto &page : netjack2::ManPages(version)) {
        const std::string path = folder + "/" + page.FileName();
        std::ofstream file(path);
        if (!(file << page.text).flush()) {
            std::cerr << "cannot write " << path << "\n";
            return 1;
        }
    }
    return 0;
}

} // namespace

int main(int count, char **words) {
    const std::string_view what = count > 1 ? words[1] : "";
    if (what == "page" && count == 2)
        return (std::cout << netjack2::OptionsPage()).flush() ? 0 : 1;
    if (what == "man" && count == 4)
        return WriteManPages(words[2], words[3]);
    std::cerr << "usage: option_tables page | option_tables man VERSION FOLDER\n";
    return 2;
}
