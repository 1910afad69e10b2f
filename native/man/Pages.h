// SPDX-License-Identifier: GPL-2.0-or-later
// The manual pages of the modules, with the options of native/options.
#ifndef NETJACK2_MAN_PAGES_H
#define NETJACK2_MAN_PAGES_H

#include <string>
#include <vector>

namespace netjack2 {

struct ManPage {
    std::string name;
    int section;
    std::string text; ///< roff

    std::string FileName() const { return name + "." + std::to_string(section); }
};

std::vector<ManPage> ManPages(const std::string &version);

} // namespace netjack2

#endif
