using NetJack2.Statistics;

namespace NetJack2.Cli.Pages;

/// <summary>A module that is loaded into a jackd of this computer, and its sessions, as they are now.</summary>
/// <param name="Module">Which one.</param>
/// <param name="ProcessId">The jackd.</param>
/// <param name="Server">The name of the JACK server.</param>
/// <param name="Sessions">Those that there are.</param>
internal sealed record ModulePage(ModuleKind Module, int ProcessId, string Server, IReadOnlyList<SessionReport> Sessions)
{
    private const int Attempts = 20;

    /// <summary>All modules of processes that are alive.</summary>
    public static IReadOnlyList<ModulePage> ReadAll(string folder = PageFile.Folder) =>
        [.. PageFile.All(folder).Select(TryRead).OfType<ModulePage>().Where(page => JackProcess.IsAlive(page.ProcessId))];

    private static ModulePage? TryRead(string path)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            // Twice: what was being written while the first copy was made has another number in the second.
            if (TryCopy(path) is not { } first || TryCopy(path) is not { } second
                || !PageReader.TryReadHeader(first, out PageHeader header) || !PageReader.TryReadHeader(second, out _))
                return null;
            if (TryReadSessions(first, second, header) is { } sessions)
                return new ModulePage((ModuleKind)header.Module, header.ProcessId, JackProcess.ServerNameOf(header.ProcessId), sessions);
            Thread.Sleep(1);
        }
        return null;
    }

    private static byte[]? TryCopy(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null; // the module was unloaded just now, or belongs to somebody who lets nobody look
        }
    }

    private static List<SessionReport>? TryReadSessions(byte[] first, byte[] second, PageHeader header)
    {
        var sessions = new List<SessionReport>();
        for (int slot = 0; slot < (int)header.SlotCount; slot++)
        {
            if (!PageReader.TryReadSlot(first, header, slot, out SessionStatistics statistics)
                || !PageReader.TryReadSlot(second, header, slot, out SessionStatistics again) || !again.IsSameWriting(statistics))
                return null;
            if (statistics.State != (uint)SessionState.None)
                sessions.Add(SessionReport.From(statistics));
        }
        return sessions;
    }
}
