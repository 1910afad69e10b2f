// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Sessions.Handshake;

/// <summary>Number of slaves that a manager serves, and its hold time for a disconnected one.</summary>
public sealed class ManagerLimits
{
    /// <summary>The greatest number of slaves of a manager, which marks the places that are taken in the bits of a ulong.</summary>
    public const int MostSlaves = 8 * sizeof(ulong);

    /// <summary>Most slaves that are served or waited for, 1…64.</summary>
    public int MaxSlaves { get; init; } = MostSlaves;

    /// <summary>The reason for the rejection of slaves beyond <see cref="MaxSlaves"/>.</summary>
    internal string IsReached => field ??= $"the manager's limit -N {MaxSlaves} is reached";

    /// <summary>Seconds that the client of a disconnected slave is kept, 1…86400.</summary>
    public int HoldSeconds { get; init; } = 30;
}
