// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;
using NetJack2.Rig.Requests;

namespace NetJack2.Serve.Network;

/// <summary>Connects to a module that answers requests about the rig.</summary>
/// <returns>The module, or why it cannot be asked.</returns>
internal delegate Result<IRigChannel> OpenChannel();
