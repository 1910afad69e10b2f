// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Rig.Requests;

namespace NetJack2.Cli.Rig;

/// <summary>A patch in a <see cref="RigGraph"/>.</summary>
/// <param name="From">The machine of its source.</param>
/// <param name="Output">Its source, one of the outputs there.</param>
/// <param name="To">The machine of its destination.</param>
/// <param name="Input">Its destination, one of the inputs there.</param>
/// <param name="Report">The patch.</param>
internal sealed record GraphPatch(GraphMachine From, string Output, GraphMachine To, string Input, PatchReport Report);
