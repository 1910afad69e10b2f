// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Sessions.Rig;

/// <summary>The state of each of the ports that lead to the other machine, a character each, in the reply to a request about a
/// port.</summary>
internal static class ChannelState
{
    /// <summary>The port is connected to others only.</summary>
    public const char Taken = '0';

    /// <summary>The port has no connection, so that a patch can get it.</summary>
    public const char Free = '1';

    /// <summary>The port is connected to the one that it is asked for.</summary>
    public const char Joined = '2';

    /// <summary>The port has no connection, because the one that it is asked for, to which it was connected, has been away since.</summary>
    public const char Lost = '3';
}
