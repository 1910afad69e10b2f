// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text;

namespace NetJack2.Sessions.Rig;

/// <summary>An end of a patch.</summary>
/// <param name="Machine">Its machine's name in the rig.</param>
/// <param name="Port">Its port's full name there.</param>
public readonly record struct PatchEnd(string Machine, string Port)
{
    /// <summary>Between the two names, where users write them.</summary>
    public const char Separator = '/';

    // Bytes of a host's name, and of what is appended to the master's.
    private const int LongestMachine = 71;

    /// <summary>Whether a machine can have this name.</summary>
    public bool HasMachine => IsName(Machine, LongestMachine);

    /// <summary>Whether a port can have this name.</summary>
    public bool HasPort => IsName(Port, MachineRequests.LongestPort);

    /// <summary>Whether a text is this end as users write it. Allocates nothing.</summary>
    public bool Is(ReadOnlySpan<char> text) =>
        text.Length == Machine.Length + 1 + Port.Length && text[Machine.Length] == Separator
        && text.StartsWith(Machine, StringComparison.Ordinal) && text.EndsWith(Port, StringComparison.Ordinal);

    /// <summary>The end as users write it: MACHINE/PORT.</summary>
    public override string ToString() => $"{Machine}{Separator}{Port}";

    private static bool IsName(string name, int longest) => name.Length != 0 && Encoding.UTF8.GetByteCount(name) <= longest;
}
