// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.RegularExpressions;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Robustness;

/// <summary>The limit of what others can make a server log: five lines of a kind in ten seconds (docs/log-lines.md).</summary>
internal static partial class FewLines
{
    private const int MostOfAKind = 5;
    private const double Interval = 10;

    /// <summary>How many lines of each kind a log has.</summary>
    /// <remarks>Without what jackd prints of late cycles: whether they cost a frame is checked separately.</remarks>
    public static IReadOnlyDictionary<string, int> Of(JackServer server)
        => server.Log.Split('\n')
            .Where(line => !line.Contains("xrun", StringComparison.OrdinalIgnoreCase)
                && !line.Contains("Process error", StringComparison.Ordinal))
            .CountBy(line => Variable().Replace(line, "…"), StringComparer.Ordinal)
            .ToDictionary(StringComparer.Ordinal);

    /// <summary>Asserts that no kind of line came more often than others can make it.</summary>
    /// <param name="side">Whose log it is, for the message.</param>
    /// <param name="before">The lines before the attack.</param>
    /// <param name="after">The lines after it.</param>
    /// <param name="seconds">How long it took.</param>
    public static void Assert(
        string side, IReadOnlyDictionary<string, int> before, IReadOnlyDictionary<string, int> after, double seconds = Interval)
    {
        int most = MostOfAKind * (int)Math.Ceiling(seconds / Interval);
        foreach (var (kind, count) in after)
        {
            NUnit.Framework.Assert.That(
                count - before.GetValueOrDefault(kind), Is.LessThanOrEqualTo(most), $"must not fill the disk: {side}: {kind}");
        }
    }

    /// <summary>What differs between lines of one kind: names and numbers.</summary>
    [GeneratedRegex(@"'[^']*'|\d+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();
}
