using NetJack2.Cli.Pages;

namespace NetJack2.Cli.Doctor;

/// <summary>Which jackd runs, and whose modules it would load.</summary>
internal static class ServerChecks
{
    // Stands in our netmanager.so, as its description.
    private static readonly byte[] s_mark = "netjack2 master: finds slaves on the network\0"u8.ToArray();

    public static IEnumerable<Finding> Run()
    {
        int[] servers = [.. Directory.EnumerateDirectories("/proc").Select(ServerOf).OfType<int>()];
        if (servers.Length == 0)
        {
            yield return new Finding(Verdict.Note, "No jackd runs.");
            yield return FolderOf("a jackd that is started here", Environment.GetEnvironmentVariable("JACK_DRIVER_DIR"));
        }
        foreach (int server in servers)
            yield return FolderOf($"jackd {server}, server '{JackProcess.ServerNameOf(server)}',", JackProcess.VariableOf(server, "JACK_DRIVER_DIR"));
    }

    private static int? ServerOf(string folder)
    {
        if (!int.TryParse(Path.GetFileName(folder), out int processId))
            return null;
        try
        {
            return File.ReadAllText(Path.Combine(folder, "comm")).Trim() is "jackd" or "jackdbus" ? processId : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static Finding FolderOf(string who, string? folder)
    {
        const string Remedy = "Set JACK_DRIVER_DIR to the folder that `cmake --install` told, then start the server anew.";
        if (string.IsNullOrEmpty(folder))
            return new Finding(Verdict.Note, $"{who} takes the distribution's modules: JACK_DRIVER_DIR is not set (or not for us to see).", Remedy);
        string module = Path.Combine(folder, "netmanager.so");
        try
        {
            return File.ReadAllBytes(module).AsSpan().IndexOf(s_mark) >= 0
                ? new Finding(Verdict.Good, $"{who} takes our modules, from {folder}.")
                : new Finding(Verdict.Note, $"{who} takes the modules of {folder}, which are not ours.", Remedy);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Finding(Verdict.Wrong, $"{who} looks for modules in {folder}, but {module} cannot be read: {exception.Message}", Remedy);
        }
    }
}
