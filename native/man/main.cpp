// SPDX-License-Identifier: GPL-2.0-or-later
// Writes the manual pages: man_pages VERSION FOLDER
#include <fstream>
#include <iostream>

#include "Pages.h"

int main(int count, char **words) {
    if (count != 3) {
        std::cerr << "usage: man_pages VERSION FOLDER\n";
        return 2;
    }
    for (const auto &page : netjack2::ManPages(words[1])) {
        const std::string path = std::string(words[2]) + "/" + page.FileName();
        std::ofstream file(path);
        if (!(file << page.text).flush()) {
            std::cerr << "cannot write " << path << "\n";
            return 1;
        }
    }
}
