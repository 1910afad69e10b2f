// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;

namespace NetJack2.Host.Net;

/// <summary>Who has a UDP port of this host, as far as this process may know. Control thread; reads many files, allocates.</summary>
public static class PortOwner
{
    /// <summary>A clause for a log line: the program and its number, or how the user finds out.</summary>
    public static string Describe(ushort port)
    {
        try
        {
            HashSet<string> sockets = SocketsOf(port);
            foreach (string process in Directory.EnumerateDirectories("/proc"))
            {
                if (int.TryParse(Path.GetFileName(process), CultureInfo.InvariantCulture, out int id) && Has(process, sockets))
                    return $"'{File.ReadAllText($"{process}/comm").Trim()}' has it, process {id}";
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A process that ends while it is looked at, or a system that hides them: the user can still ask.
        }
        return $"see who has it with ss -ulpn 'sport = :{port}'";
    }

    // The links of a process to sockets that are bound to the port: "socket:[12345]".
    private static HashSet<string> SocketsOf(ushort port)
    {
        var sockets = new HashSet<string>(StringComparer.Ordinal);
        string suffix = $":{port:X4}";
        foreach (string table in (ReadOnlySpan<string>)["/proc/net/udp", "/proc/net/udp6"])
        {
            if (!File.Exists(table))
                continue;
            foreach (string line in File.ReadLines(table))
            {
                string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (words.Length > 9 && words[1].EndsWith(suffix, StringComparison.Ordinal))
                    _ = sockets.Add($"socket:[{words[9]}]");
            }
        }
        return sockets;
    }

    private static bool Has(string process, HashSet<string> sockets)
    {
        try
        {
            foreach (string descriptor in Directory.EnumerateFiles($"{process}/fd"))
            {
                if (new FileInfo(descriptor).LinkTarget is { } target && sockets.Contains(target))
                    return true;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another user's process, or one that has just ended.
        }
        return false;
    }
}
