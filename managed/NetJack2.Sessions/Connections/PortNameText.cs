// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using System.Text.RegularExpressions;

namespace NetJack2.Sessions.Connections;

/// <summary>Names of ports in a line of text: what a line cannot hold is written as <c>\u0009</c>. Allocates.</summary>
internal static partial class PortNameText
{
    private const int CodeStart = 2;

    /// <summary>The name as it stands in a line.</summary>
    public static string Escape(string name) => Needed().Replace(name, match =>
        string.Concat(match.Value.Select(character => $"\\u{(int)character:X4}")));

    /// <summary>The name of a text that <see cref="Escape"/> made.</summary>
    public static string Unescape(string text) => Code().Replace(text, match =>
        ((char)int.Parse(match.ValueSpan[CodeStart..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());

    // Control characters, blanks at the ends, and a backslash that would begin a code.
    [GeneratedRegex(@"\p{Cc}|\A\s+|\s+\z|\\(?=u[0-9A-Fa-f]{4})", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Needed();

    [GeneratedRegex(@"\\u[0-9A-Fa-f]{4}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();
}
