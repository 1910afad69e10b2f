// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Statistics.Processes;

/// <summary>The processes that have a UDP port of this computer, as far as this user may read /proc. Reads many files, allocates.</summary>
public static class UdpPort
{
    private const int InodeField = 9;

    private static readonly string[] s_tables = ["/proc/net/udp", "/proc/net/udp6"];

    /// <summary>The sockets that are bound to a port, of IPv4 and of IPv6, as the links in /proc/PID/fd name them.</summary>
    public static IReadOnlySet<string> SocketsOf(int port) => s_tables
        .Where(File.Exists)
        .SelectMany(File.ReadLines)
        .Select(line => InodeIn(line, port))
        .OfType<string>()
        .Select(inode => $"socket:[{inode}]")
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>The processes that have one of these sockets. There may be others that this user may not read.</summary>
    public static IEnumerable<PortOwner> OwnersOf(IReadOnlySet<string> sockets) =>
        from folder in sockets.Count == 0 ? [] : Directory.EnumerateDirectories("/proc")
        where int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out _) && Has(folder, sockets)
        select new PortOwner(NameOf(folder), int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture));

    /// <summary>The number of the socket that a line of /proc/net/udp is about, if it is bound to this port.</summary>
    public static string? InodeIn(string line, int port)
    {
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length > InodeField
            && int.TryParse(words[1].AsSpan(words[1].IndexOf(':', StringComparison.Ordinal) + 1), NumberStyles.HexNumber,
                CultureInfo.InvariantCulture, out int bound)
            && bound == port ? words[InodeField] : null;
    }

    private static bool Has(string folder, IReadOnlySet<string> sockets)
    {
        try
        {
            return Directory.EnumerateFiles(Path.Combine(folder, "fd")).Any(file =>
                new FileInfo(file).LinkTarget is { } target && sockets.Contains(target));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false; // another user's process, or one that has just ended
        }
    }

    // A process may call itself what it likes.
    private static string NameOf(string folder) => PlainText.Clean((PlainFile.ReadProc(Path.Combine(folder, "comm")) ?? "").Trim());
}
