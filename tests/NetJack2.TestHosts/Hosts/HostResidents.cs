// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using NetJack2.TestHosts.Processes;

namespace NetJack2.TestHosts.Hosts;

/// <summary>The processes of a test host: those in its mount namespace, by whatever they were started.</summary>
internal static class HostResidents
{
    private const int MostRounds = 10;

    /// <summary>Kills all of them but the anchor, which keeps the namespace until then.</summary>
    /// <param name="anchorId">The process for which the namespace was made.</param>
    public static void Kill(int anchorId)
    {
        string? room = RoomOf(anchorId);
        // An anchor that never left this computer's own namespace has no host.
        if (room is null || string.Equals(room, RoomOf(Environment.ProcessId), StringComparison.Ordinal)) return;
        // A process may start another one while this looks.
        for (int round = 0; round < MostRounds && Find(room, anchorId) is { Count: > 0 } residents; round++)
        {
            foreach (int id in residents) SignalSender.Send(id, Signal.Kill);
            Thread.Sleep(round);
        }
    }

    private static List<int> Find(string room, int anchorId)
        => [.. Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out int id) ? id : 0)
            .Where(id => id != 0 && id != anchorId && string.Equals(RoomOf(id), room, StringComparison.Ordinal))];

    /// <summary>Null: the process has ended.</summary>
    private static string? RoomOf(int id)
    {
        try { return new FileInfo($"/proc/{id}/ns/mnt").LinkTarget; }
        catch (IOException) { return null; }
        catch (UnauthorizedAccessException) { return null; }
    }
}
