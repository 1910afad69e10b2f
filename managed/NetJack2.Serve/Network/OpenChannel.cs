// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Rig.Requests;

namespace NetJack2.Serve.Network;

/// <summary>Connects to a module that answers requests about the rig.</summary>
/// <param name="problem">Why that cannot be.</param>
internal delegate IRigChannel? OpenChannel(out string problem);
