// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Sessions.Takes;

/// <summary>The part that a peer has in the present take.</summary>
internal enum TakeShare
{
    /// <summary>The peer has no part in a take, or not yet.</summary>
    None,

    /// <summary>The transport rolls, as far as its records are read.</summary>
    Rolling,

    /// <summary>The peer's part has ended, by its records or because it has left.</summary>
    Ended,
}
