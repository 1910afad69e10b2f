// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using Microsoft.AspNetCore.Http;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Serve.Access;

/// <summary>The user of the program at the other end of a connection within this computer, from /proc/net.</summary>
internal static class LocalPeer
{
    private const int Local = 1, Remote = 2, User = 7;

    private static readonly string[] s_tables = ["/proc/net/tcp", "/proc/net/tcp6"];

    /// <summary>Whether it is a program of this user or of root.</summary>
    public static bool IsTrusted(ConnectionInfo connection)
    {
        uint[] users = [.. s_tables.Where(File.Exists).SelectMany(File.ReadLines)
            .Select(line => UserIn(line, connection.RemotePort, connection.LocalPort)).OfType<uint>()];
        return users.Length != 0 && users.All(user => user == 0 || user == PlainFile.User);
    }

    /// <summary>The user of a connection's end in a line of the table; null: the line is of another one.</summary>
    /// <param name="line">The line.</param>
    /// <param name="port">The port of that end.</param>
    /// <param name="otherPort">The port of the other end.</param>
    public static uint? UserIn(string line, int port, int otherPort)
    {
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length > User && PortOf(words[Local]) == port && PortOf(words[Remote]) == otherPort
            && uint.TryParse(words[User], NumberStyles.None, CultureInfo.InvariantCulture, out uint user) ? user : null;
    }

    private static int PortOf(string end)
    {
        ReadOnlySpan<char> text = end.AsSpan(end.IndexOf(':', StringComparison.Ordinal) + 1);
        return ushort.TryParse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ushort port) ? port : -1;
    }
}
