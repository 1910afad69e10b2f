// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Protocol.Extension;

/// <summary>Whether the network latency of a session changes, as numbered on the wire.</summary>
public enum LatencyMode
{
    /// <summary>It is what the slave announced.</summary>
    Constant = 0,

    /// <summary>The master raises it when answers come too late, and lowers it when they no longer do.</summary>
    Auto = 1,

    /// <summary>The master raises it when answers come too late, and never lowers it.</summary>
    Stable = 2,
}
