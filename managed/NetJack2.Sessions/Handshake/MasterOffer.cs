// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Session;
using NetJack2.Sessions.Coding;

namespace NetJack2.Sessions.Handshake;

/// <summary>A session that a master offers, while the slave prepares for it.</summary>
/// <param name="Setup">The SLAVE_SETUP as it arrived.</param>
/// <param name="Coding">The session's parameters, and how its audio is coded here.</param>
/// <param name="Master">The master's address and port.</param>
/// <param name="ReceivedNs">When it arrived, in nanoseconds of CLOCK_MONOTONIC.</param>
internal sealed record MasterOffer(SessionPacket Setup, PreparedCoding Coding, PeerAddress Master, long ReceivedNs);
