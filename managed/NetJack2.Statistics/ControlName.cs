// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Statistics;

/// <summary>The names of the sockets at which modules take requests of programs: in the abstract space of Unix sockets, without a file.
/// </summary>
/// <remarks>Any user can have any such name, so both ends ask the kernel for the process at the other end.</remarks>
public static class ControlName
{
    /// <summary>The name, with the NUL in front that makes it abstract.</summary>
    /// <param name="module">The module.</param>
    /// <param name="processId">The process that it is loaded into.</param>
    public static string Of(ModuleKind module, int processId) => $"\0netjack2.{module.ToString().ToLowerInvariant()}.{processId}";
}
