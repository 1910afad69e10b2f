namespace NetJack2.Cli.Pages;

/// <summary>What /proc tells about a jackd.</summary>
internal static class JackProcess
{
    private const string DefaultServer = "default";

    /// <summary>Whether there is such a process.</summary>
    public static bool IsAlive(int processId) => Directory.Exists($"/proc/{processId}");

    /// <summary>The name of its server: option -n or --name, else the environment's, else "default".</summary>
    public static string ServerNameOf(int processId)
    {
        string[] words = ReadWords($"/proc/{processId}/cmdline");
        for (int index = 1; index < words.Length; index++)
        {
            string word = words[index];
            // What follows -d belongs to the driver, which has a -n of its own.
            if (word.StartsWith("-d", StringComparison.Ordinal) || word.StartsWith("--driver", StringComparison.Ordinal))
                break;
            if (word is "-n" or "--name" && index + 1 < words.Length)
                return words[index + 1];
            if (word.StartsWith("--name=", StringComparison.Ordinal))
                return word["--name=".Length..];
            if (word.StartsWith("-n", StringComparison.Ordinal))
                return word[2..];
        }
        return VariableOf(processId, "JACK_DEFAULT_SERVER") ?? DefaultServer;
    }

    /// <summary>A variable of the process's environment; nothing where it is not set, or not for this user to see.</summary>
    public static string? VariableOf(int processId, string name) => ReadWords($"/proc/{processId}/environ")
        .FirstOrDefault(word => word.StartsWith(name + '=', StringComparison.Ordinal))?[(name.Length + 1)..];

    private static string[] ReadWords(string path)
    {
        try
        {
            return File.ReadAllText(path).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
