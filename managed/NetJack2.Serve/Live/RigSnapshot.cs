// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Rig.Pages;

namespace NetJack2.Serve.Live;

/// <summary>All modules of this computer as they were at one time.</summary>
/// <param name="Modules">The modules, with the levels of their sessions.</param>
/// <param name="Json">The same as <c>netjack2 stat --json</c> writes it.</param>
internal sealed record RigSnapshot(IReadOnlyList<ModulePage> Modules, ReadOnlyMemory<byte> Json);
