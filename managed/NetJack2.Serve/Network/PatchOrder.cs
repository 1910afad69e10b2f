// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Serve.Network;

/// <summary>A client's order to change a patch.</summary>
/// <param name="Action">"connect" or "disconnect".</param>
/// <param name="From">MACHINE/PORT of the source.</param>
/// <param name="To">MACHINE/PORT of the destination.</param>
internal sealed record PatchOrder(string? Action, string? From, string? To);
