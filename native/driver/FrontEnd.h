// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef NETJACK2_DRIVER_FRONTEND_H
#define NETJACK2_DRIVER_FRONTEND_H

#include <string_view>

#include "options/Description.h"

namespace netjack2 {

/** How the program that runs the server hands numbers over. jackd, by its name or the one that it was developed under,
    has options as they were typed; jackdbus and others set numbers, and are shown their ranges. */
inline Numbers NumbersOf(std::string_view program) {
    return program == "jackd" || program == "jackdmp" ? Numbers::AsTexts : Numbers::AsNumbers;
}

} // namespace netjack2

#endif
