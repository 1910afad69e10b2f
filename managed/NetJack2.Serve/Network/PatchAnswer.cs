// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Serve.Network;

/// <summary>The result of a <see cref="PatchOrder"/>; no problem: it was carried out.</summary>
/// <param name="Problem">Why it was not done, for people; null: it was.</param>
internal sealed record PatchAnswer(string? Problem);
