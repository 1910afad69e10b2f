// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef NETJACK2_OPTIONS_MESHOPTIONS_H
#define NETJACK2_OPTIONS_MESHOPTIONS_H

#include <netjack2/abi.h>

#include "Option.h"

namespace netjack2 {

/** The options of `jack_load netmesh`. */
const ModuleOptions<nj_mesh_options> &MeshOptions();

} // namespace netjack2

#endif
