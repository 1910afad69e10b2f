// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Cli.Top;

/// <summary>The keys as a terminal sends them.</summary>
internal static class TopKeys
{
    private const byte Escape = 0x1B;

    private static readonly (string Bytes, TopKey Key)[] s_keys =
    [
        ("q", TopKey.End), ("s", TopKey.Order), ("d", TopKey.Details), ("\r", TopKey.Details), ("\n", TopKey.Details),
        ("k", TopKey.Up), ("j", TopKey.Down),
        ("\u001b[A", TopKey.Up), ("\u001b[B", TopKey.Down), ("\u001bOA", TopKey.Up), ("\u001bOB", TopKey.Down),
        ("\u001b[5~", TopKey.PageUp), ("\u001b[6~", TopKey.PageDown),
        ("\u001b[H", TopKey.First), ("\u001b[F", TopKey.Last), ("\u001bOH", TopKey.First), ("\u001bOF", TopKey.Last),
        ("\u001b[1~", TopKey.First), ("\u001b[4~", TopKey.Last),
    ];

    /// <summary>The keys that were pressed; those that mean nothing are left out.</summary>
    public static IReadOnlyList<TopKey> Read(ReadOnlySpan<byte> bytes)
    {
        var keys = new List<TopKey>();
        while (!bytes.IsEmpty)
        {
            int length = LengthOf(bytes);
            string text = System.Text.Encoding.Latin1.GetString(bytes[..length]);
            bytes = bytes[length..];
            if (text is "\u001b")
                keys.Add(TopKey.Back);
            else if (Array.FindIndex(s_keys, entry => string.Equals(entry.Bytes, text, StringComparison.Ordinal)) is >= 0 and var index)
                keys.Add(s_keys[index].Key);
        }
        return keys;
    }

    // A character, or a whole sequence, so that the end of one that is not known is not taken for a key.
    private static int LengthOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes[0] != Escape || bytes.Length == 1)
            return 1;
        if (bytes[1] != '[')
            return bytes[1] == 'O' ? Math.Min(3, bytes.Length) : 1;
        int last = bytes[2..].IndexOfAnyInRange((byte)'@', (byte)'~');
        return last < 0 ? bytes.Length : last + 3;
    }
}
