// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Serve.Network;

/// <summary>What a client wants to have changed.</summary>
/// <param name="Action">"connect" or "disconnect".</param>
/// <param name="From">MACHINE/PORT of the source.</param>
/// <param name="To">MACHINE/PORT of the destination.</param>
internal sealed record PatchOrder(string? Action, string? From, string? To);
