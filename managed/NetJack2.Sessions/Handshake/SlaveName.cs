// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text;
using NetJack2.Protocol.Session;
using NetJack2.Statistics.Untrusted;

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

    /// <summary>Any text from the network, fit for a log line and for a name in JACK.</summary>
    public static string Clean(ReadOnlySpan<byte> text) => PlainText.Clean(Encoding.UTF8.GetString(text))
        .Replace(':', PlainText.Replacement).Replace('*', PlainText.Replacement).Replace('\uFFFD', PlainText.Replacement);
}
