using System.Globalization;

namespace NetJack2.Cli.Doctor;

/// <summary>Whose a UDP port is, as far as /proc lets this user look.</summary>
internal static class UdpPortOwners
{
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
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 9 && int.TryParse(words[1][(words[1].IndexOf(':') + 1)..], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out int bound) && bound == port)
                yield return $"socket:[{words[9]}]";
        }
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
