// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Serve.Live;

/// <summary>The result of one reading of the pages. Immutable: all clients get the same.</summary>
/// <param name="Rig">All modules.</param>
/// <param name="Events">The events that are kept, in the order of their numbers.</param>
internal sealed record LiveNews(RigSnapshot Rig, IReadOnlyList<LiveEvent> Events);
