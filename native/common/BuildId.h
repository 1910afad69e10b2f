// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef NETJACK2_COMMON_BUILDID_H
#define NETJACK2_COMMON_BUILDID_H

#include <string>

namespace netjack2 {

/** The GNU build id of the loaded library that contains an address; empty if there is none. */
std::string BuildIdAt(const void *address);

} // namespace netjack2

#endif
