// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Statistics;

/// <summary>The subject of an event in a page. Numbers are never reused for something else.</summary>
public enum EventKind : uint
{
    /// <summary>No event, as in a place of the ring that was not used yet.</summary>
    None,

    /// <summary>A session began; also one with other parameters in the place of the one before.</summary>
    Connected,

    /// <summary>A session has ended, with the reason.</summary>
    Gone,

    /// <summary>The manager has removed the client of a slave that is disconnected.</summary>
    Removed,

    /// <summary>No packets arrive any more in a session that still runs.</summary>
    Interrupted,

    /// <summary>Packets arrive again in the session that was interrupted.</summary>
    Resumed,

    /// <summary>Packets were lost: they had not arrived when their cycle was played.</summary>
    Lost,

    /// <summary>Packets arrived after their cycle was played.</summary>
    Late,

    /// <summary>The server had an xrun, or a card was restarted.</summary>
    Xrun,

    /// <summary>There is no session, with the reason.</summary>
    Refused,

    /// <summary>A sound card is disconnected: its ports are silent.</summary>
    DeviceGone,

    /// <summary>A sound card that was disconnected works again.</summary>
    DeviceBack,

    /// <summary>A slave has ordered the master's transport to start, to stop or to locate.</summary>
    Transport,

    /// <summary>An exception in the module's own code: a defect.</summary>
    Fault,
}
