// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Serve.Access;

/// <summary>The user of the program at the other end of a connection within this computer, from /proc/net.</summary>
internal static class LocalPeer
{
    private const int Local = 1, Remote = 2, State = 3, User = 7, Inode = 9;

    private const string Established = "01", NoInode = "0";

    private static readonly string[] s_tables = ["/proc/net/tcp", "/proc/net/tcp6"];

    /// <summary>Whether it is a program of this user or of root.</summary>
    /// <param name="peer">The other end.</param>
    /// <param name="own">This program's end.</param>
    public static bool IsTrusted(IPEndPoint peer, IPEndPoint own)
    {
        uint[] users = [.. s_tables.Where(File.Exists).SelectMany(File.ReadLines)
            .Select(line => UserIn(line, peer, own)).OfType<uint>()];
        return users.Length != 0 && users.All(user => user == 0 || user == PlainFile.User);
    }

    /// <summary>The user of a connection's end in a line of the table; null: the line is of another one, or has no user.</summary>
    /// <remarks>Where a program has closed its end, the kernel writes user 0, which is not root, and inode 0.</remarks>
    /// <param name="line">The line.</param>
    /// <param name="end">That end.</param>
    /// <param name="otherEnd">The other end.</param>
    public static uint? UserIn(string line, IPEndPoint end, IPEndPoint otherEnd)
    {
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length > Inode && words[State] is Established && words[Inode] is not NoInode
            && Is(words[Local], end) && Is(words[Remote], otherEnd)
            && uint.TryParse(words[User], NumberStyles.None, CultureInfo.InvariantCulture, out uint user) ? user : null;
    }

    // ADDRESS:PORT in hexadecimal digits: the address in words of 32 bits, each as this processor reads it from memory.
    private static bool Is(string text, IPEndPoint end)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon is not (8 or 32)
            || !ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ushort port))
            return false;
        uint[] words = new uint[colon / 8];
        for (int index = 0; index < words.Length; index++)
            if (!uint.TryParse(
                text.AsSpan(index * 8, 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out words[index]))
                return false;
        return port == end.Port && Plain(new IPAddress(MemoryMarshal.AsBytes(words.AsSpan()))).Equals(Plain(end.Address));
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
