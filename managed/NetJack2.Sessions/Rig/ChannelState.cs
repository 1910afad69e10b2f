// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Sessions.Rig;

/// <summary>In the reply to a look: what each of the ports that lead to the other machine is connected to.</summary>
internal static class ChannelState
{
    /// <summary>The port is connected to others only.</summary>
    public const char Taken = '0';

    /// <summary>The port has no connection.</summary>
    public const char Free = '1';

    /// <summary>The port is connected to the one that it is asked for.</summary>
    public const char Joined = '2';

    /// <summary>The port has no connection, because the one that it is asked for, to which it was connected, has been away since.</summary>
    public const char Lost = '3';
}
