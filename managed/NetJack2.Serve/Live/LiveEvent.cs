// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Serve.Live;

/// <summary>An event of a module, with its number in the stream.</summary>
/// <param name="Number">Its number among those that were read.</param>
/// <param name="Json">The event as <c>netjack2 events --follow --json</c> writes it.</param>
internal sealed record LiveEvent(long Number, ReadOnlyMemory<byte> Json);
