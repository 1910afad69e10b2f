namespace NetJack2.Statistics;

/// <summary>Where pages are: a file of shared memory for each loaded module.</summary>
public static class PageFile
{
    /// <summary>The folder of shared memory.</summary>
    public const string Folder = "/dev/shm";

    private const string Prefix = "netjack2.";

    /// <summary>The file of a module in a process, the number telling several of one kind apart.</summary>
    public static string PathOf(ModuleKind module, int processId, int number) =>
        Path.Combine(Folder, $"{Prefix}{module.ToString().ToLowerInvariant()}.{processId}.{number}");

    /// <summary>All pages that there are, in the order of their names; some may be of processes that are gone.</summary>
    public static IEnumerable<string> All(string folder = Folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, Prefix + "*").Order(StringComparer.Ordinal) : [];
}
