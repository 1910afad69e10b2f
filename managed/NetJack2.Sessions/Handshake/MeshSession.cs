// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;

namespace NetJack2.Sessions.Handshake;

/// <summary>The session of this computer with its master, by which it joins the mesh.</summary>
/// <param name="SessionId">The session's number.</param>
/// <param name="Key">What only its two ends know.</param>
/// <param name="Manager">Where the manager listens.</param>
public readonly record struct MeshSession(uint SessionId, ulong Key, PeerAddress Manager);
