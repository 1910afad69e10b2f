// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text;
using NetJack2.Protocol.Session;

namespace NetJack2.Sessions.Handshake;

/// <summary>Names from the network, made valid for JACK clients.</summary>
public static class SlaveName
{
    // jack2 cuts the name of the client at this many bytes.
    private const int MaxClientName = 31;

    // What DNS allows for a part of a name. JACK copies aliases without looking at their length.
    private const int MaxHostName = 63;

    /// <summary>The name in a field, without characters that are invalid in a JACK client's name or control a terminal.
    /// Allocates.</summary>
    public static string Read(ReadOnlySpan<byte> field)
    {
        ReadOnlySpan<byte> text = SessionPacket.TextOf(field);
        return Clean(text[..Math.Min(text.Length, MaxClientName)]);
    }

    /// <summary>The name of a computer in a field, without what a name of a JACK port cannot contain, nor more of it than fits there.
    /// Allocates.</summary>
    public static string ReadHost(ReadOnlySpan<byte> field)
    {
        ReadOnlySpan<byte> text = SessionPacket.TextOf(field);
        return Clean(text[..Math.Min(text.Length, MaxHostName)]);
    }

    /// <summary>Any text from the network, fit for a log line.</summary>
    public static string Clean(ReadOnlySpan<byte> text)
    {
        char[] characters = Encoding.UTF8.GetChars(text.ToArray());
        for (int index = 0; index < characters.Length; index++)
        {
            if (char.IsControl(characters[index]) || characters[index] is ':' or '*' or '\uFFFD')
                characters[index] = '_';
        }
        return new string(characters);
    }
}
