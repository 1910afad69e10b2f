// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using System.Text;

namespace NetJack2.Sessions.Connections;

/// <summary>Names of ports in a line of text: characters that a line cannot hold are written as <c>\u0009</c>. Allocates.</summary>
internal static class PortNameText
{
    private const string CodeMark = @"\u";
    private const int CodeLength = 6;

    /// <summary>The name as it stands in a line.</summary>
    public static string Escape(string name)
    {
        int start = name.Length - name.AsSpan().TrimStart().Length, end = name.AsSpan().TrimEnd().Length;
        var text = new StringBuilder(name.Length);
        for (int index = 0; index < name.Length; index++)
        {
            // With a number sign a comment begins.
            bool isOuter = index < start || index >= end || (index == 0 && name[0] == '#');
            // A backslash that would begin a code is one, too.
            if (isOuter || char.IsControl(name[index]) || CodeAt(name, index) >= 0)
                text.Append(CultureInfo.InvariantCulture, $"{CodeMark}{(int)name[index]:X4}");
            else
                text.Append(name[index]);
        }
        return text.ToString();
    }

    /// <summary>The name of a text that <see cref="Escape"/> made.</summary>
    public static string Unescape(string text)
    {
        var name = new StringBuilder(text.Length);
        for (int index = 0; index < text.Length;)
        {
            int code = CodeAt(text, index);
            name.Append(code >= 0 ? (char)code : text[index]);
            index += code >= 0 ? CodeLength : 1;
        }
        return name.ToString();
    }

    // The character whose code stands there; -1: there is none.
    private static int CodeAt(string text, int index) =>
        text.Length - index >= CodeLength && text.AsSpan(index).StartsWith(CodeMark, StringComparison.Ordinal)
        && int.TryParse(
            text.AsSpan(index + CodeMark.Length, CodeLength - CodeMark.Length),
            NumberStyles.AllowHexSpecifier,
            CultureInfo.InvariantCulture,
            out int code) ? code : -1;
}
