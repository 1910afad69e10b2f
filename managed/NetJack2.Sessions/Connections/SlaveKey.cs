// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Sessions.Connections;

/// <summary>The key under which a slave's connections are remembered.</summary>
/// <param name="Name">The name that it announces.</param>
/// <param name="Place">Its address, without a port; empty where the slave is this server itself.</param>
public readonly record struct SlaveKey(string Name, string Place);
