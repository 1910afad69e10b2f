// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Rig.Requests;

/// <summary>The word for a port of a machine as users write it: MACHINE/PORT.</summary>
internal static class PortWord
{
    /// <summary>The character between the two names.</summary>
    public const char Separator = '/';

    /// <summary>The layout of a port's word, for error messages.</summary>
    public const string Form = "MACHINE/PORT, as in keys/zyn:out_1";

    /// <summary>Whether a word has both names.</summary>
    public static bool IsValid(string word)
    {
        int slash = word.IndexOf(Separator, StringComparison.Ordinal);
        return slash > 0 && slash < word.Length - 1;
    }

    /// <summary>The machine of a word: the longest name with which it begins, for names may contain a slash. Null if there is none.
    /// </summary>
    public static string? MachineOf(string word, IEnumerable<string> machines) =>
        machines.Where(name => word.StartsWith(name + Separator, StringComparison.Ordinal)).MaxBy(name => name.Length);
}
