// SPDX-License-Identifier: GPL-2.0-or-later
// docs/options.md, made from the tables of the modules.
#ifndef NETJACK2_OPTIONS_OPTIONSPAGE_H
#define NETJACK2_OPTIONS_OPTIONSPAGE_H

#include <string>

namespace netjack2 {

/** The page, as markdown. */
std::string OptionsPage();

} // namespace netjack2

#endif
