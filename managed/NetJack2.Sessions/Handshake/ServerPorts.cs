// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Sessions.Handshake;

/// <summary>Ports of a JACK server: the most that it can have, and those in use.</summary>
/// <param name="Most">How many there can be (jackd -p); 0: unknown.</param>
/// <param name="Used">How many there are, of all clients.</param>
public readonly record struct ServerPorts(int Most, int Used);
