// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef NETJACK2_MAN_PROGRAMPAGE_H
#define NETJACK2_MAN_PROGRAMPAGE_H

#include <string>

#include "Pages.h"

namespace netjack2 {

/** The manual page of `netjack2`. */
ManPage ProgramPage(const std::string &version);

} // namespace netjack2

#endif
