// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef NETJACK2_MAN_CLIENTPAGES_H
#define NETJACK2_MAN_CLIENTPAGES_H

#include <string>

#include "Pages.h"

namespace netjack2 {

/** The manual pages of `netjack2 master` and `netjack2 join`. */
ManPage MasterPage(const std::string &version);
ManPage JoinPage(const std::string &version);

} // namespace netjack2

#endif
