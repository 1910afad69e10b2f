// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Statistics;

namespace NetJack2.Cli.Top;

/// <summary>Identifies a session from one reading of the pages to the next.</summary>
/// <param name="Module">The kind of its module.</param>
/// <param name="ProcessId">The server.</param>
/// <param name="Name">The session's name.</param>
/// <param name="Number">0, or more where several have that name.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SessionKey(ModuleKind Module, int ProcessId, string Name, int Number);
