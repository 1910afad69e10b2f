// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;
using System.Text;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Statistics;

/// <summary>Text in a slot: UTF-8, padded with NULs.</summary>
[InlineArray(Size)]
public struct PageText
{
    /// <summary>Bytes of the field.</summary>
    public const int Size = 64;

    private byte _first;

    /// <summary>A text, cut behind the last whole character that fits.</summary>
    public static PageText From(string text)
    {
        var made = default(PageText);
        Span<byte> bytes = made;
        // Whole characters only.
        Encoding.UTF8.GetEncoder().Convert(text, bytes, flush: true, out _, out _, out _);
        return made;
    }

    /// <summary>The text. Its writer is not known, so it is cleaned.</summary>
    public override readonly string ToString()
    {
        ReadOnlySpan<byte> bytes = this;
        int end = bytes.IndexOf((byte)0);
        return PlainText.Clean(Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]));
    }
}
