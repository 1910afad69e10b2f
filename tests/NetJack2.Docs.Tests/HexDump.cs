// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using System.Text.RegularExpressions;

namespace NetJack2.Docs.Tests;

/// <summary>Bytes as the pages show them: "0010  4e 4a", and behind two blanks what they mean; the last line has the length.</summary>
internal static partial class HexDump
{
    /// <summary>Fails where a dump shows something else than these bytes.</summary>
    public static void AssertShows(string dump, byte[] real)
    {
        Assert.That(Line().Count(dump), Is.GreaterThan(4));
        foreach (Match line in Line().Matches(dump))
        {
            int offset = int.Parse(line.Groups["offset"].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            string bytes = line.Groups["bytes"].Value.TrimEnd();
            IEnumerable<string> sent = real.AsSpan(offset, (bytes.Length + 1) / 3)
                .ToArray()
                .Select(value => value.ToString("x2", CultureInfo.InvariantCulture));
            Assert.That(bytes, Is.EqualTo(string.Join(' ', sent)), $"at {offset:x4}");
        }

        Match end = End().Match(dump);
        Assert.That(
            int.Parse(end.Groups["length"].ValueSpan, CultureInfo.InvariantCulture),
            Is.EqualTo(real.Length),
            "the last line tells the length");
    }

    [GeneratedRegex(
        @"^(?<offset>[0-9a-f]{4})  (?<bytes>[0-9a-f]{2}( [0-9a-f]{2})*)(?=  |$)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Line();

    [GeneratedRegex(@"^end at (?<length>\d+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex End();
}
