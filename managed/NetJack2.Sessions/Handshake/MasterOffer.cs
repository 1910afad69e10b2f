// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Session;
using NetJack2.Sessions.Coding;

namespace NetJack2.Sessions.Handshake;

/// <summary>What a master has offered, while the slave prepares for it.</summary>
/// <param name="Setup">The offer as it came.</param>
/// <param name="Coding">What it says, and how its audio is coded here.</param>
/// <param name="Master">Who made it.</param>
/// <param name="Socket">The socket on which it came, connected to the master.</param>
/// <param name="Since">When it came.</param>
internal sealed record MasterOffer(SessionPacket Setup, PreparedCoding Coding, PeerAddress Master, IHandshakeSocket Socket, long Since);
