// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Serve.Network;

/// <summary>What has become of a <see cref="PatchOrder"/>.</summary>
/// <param name="Problem">Why it was not done, for people; null: it was.</param>
internal sealed record PatchAnswer(string? Problem);
