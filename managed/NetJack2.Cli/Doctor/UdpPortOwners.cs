// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;

namespace NetJack2.Cli.Doctor;

/// <summary>Whose a UDP port is, as far as /proc lets this user look.</summary>
internal static class UdpPortOwners
{
    private const int InodeField = 9;

    /// <summary>"jackd (1234)" for each owner; "somebody" where it cannot be told.</summary>
    public static IEnumerable<string> Of(int port)
    {
        HashSet<string> sockets = [.. InodesOf(port, "/proc/net/udp"), .. InodesOf(port, "/proc/net/udp6")];
        if (sockets.Count == 0)
            return [];
        string[] owners = [.. Directory.EnumerateDirectories("/proc").Where(folder => Owns(folder, sockets)).Select(NameOf)];
        return owners.Length == 0 ? ["somebody (ss -ulpn as root tells who)"] : owners;
    }

    private static IEnumerable<string> InodesOf(int port, string table)
    {
        if (!File.Exists(table))
            yield break;
        foreach (string line in File.ReadLines(table).Skip(1))
        {
            if (InodeIn(line, port) is { } inode)
                yield return $"socket:[{inode}]";
        }
    }

    /// <summary>The number of the socket that a line of /proc/net/udp is about, if it is bound to this port.</summary>
    public static string? InodeIn(string line, int port)
    {
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length > InodeField
            && int.TryParse(words[1].AsSpan(words[1].IndexOf(':', StringComparison.Ordinal) + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out int bound)
            && bound == port ? words[InodeField] : null;
    }

    private static bool Owns(string folder, HashSet<string> sockets)
    {
        if (!int.TryParse(Path.GetFileName(folder), out _))
            return false;
        try
        {
            return Directory.EnumerateFiles(Path.Combine(folder, "fd")).Any(file => new FileInfo(file).LinkTarget is { } target && sockets.Contains(target));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string NameOf(string folder)
    {
        try
        {
            return $"{File.ReadAllText(Path.Combine(folder, "comm")).Trim()} ({Path.GetFileName(folder)})";
        }
        catch (IOException)
        {
            return $"process {Path.GetFileName(folder)}";
        }
    }
}
