// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;

namespace NetJack2.TestHosts.Peers;

/// <summary>The PipeWire that tests run.</summary>
/// <remarks>
/// <c>NETJACK2_PIPEWIRE</c> names the folder with its <c>bin</c> and <c>lib</c>; otherwise it is the system's, or the one that
/// <c>scripts/pipewire.sh</c> has unpacked.
/// </remarks>
public static class PipeWireInstallation
{
    private const string LibraryName = "libpipewire-0.3.so.0.";
    private static readonly Version s_oldest = new(1, 4, 0);
    private static readonly string s_unpacked = Path.Combine(BuildPaths.RepositoryRoot, "build", "pipewire");
    private static readonly string s_root = Environment.GetEnvironmentVariable("NETJACK2_PIPEWIRE")
        ?? (IsUsable("/usr") ? "/usr" : Path.Combine(s_unpacked, "usr"));

    /// <summary>Why there is none that could be tested with; null: there is.</summary>
    public static string? Obstacle { get; } = IsUsable(s_root) ? null : Reason;

    /// <summary>Of the library.</summary>
    public static Version Version { get; } = VersionOf(s_root);

    /// <summary>Whether it sends system-exclusive messages: before 1.4.3 it writes them outside of its buffer.</summary>
    public static bool SendsLongEvents => Version >= new Version(1, 4, 3);

    /// <summary>Whether any number of its ports may be connected: up to 1.6 its packets of 41 ports exceed their buffer (D-07).</summary>
    public static bool SendsAnyNumberOfPorts => Version >= new Version(1, 7, 0);

    private static string Libraries => Path.Combine(s_root, "lib", "x86_64-linux-gnu");

    private static string Reason
    {
        get
        {
            string written = Path.Combine(s_unpacked, "obstacle");
            return File.Exists(written)
                ? File.ReadAllText(written).Trim()
                : $"no PipeWire 1.4 or later with netjack2 modules in {s_root}: run scripts/pipewire.sh, or set NETJACK2_PIPEWIRE";
        }
    }

    /// <summary>One of its programs.</summary>
    public static string Tool(string name) => Path.Combine(s_root, "bin", name);

    /// <summary>The environment of its programs, or of JACK's clients, which then are clients of it.</summary>
    /// <param name="folder">Its sockets and configuration files.</param>
    public static IReadOnlyDictionary<string, string> EnvironmentFor(string folder, bool isJackClient = false)
        => new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["LD_LIBRARY_PATH"] = isJackClient ? $"{Libraries}/pipewire-0.3/jack:{Libraries}" : Libraries,
            ["PIPEWIRE_MODULE_DIR"] = $"{Libraries}/pipewire-0.3",
            ["SPA_PLUGIN_DIR"] = $"{Libraries}/spa-0.2",
            ["PIPEWIRE_RUNTIME_DIR"] = folder,
            ["PIPEWIRE_CONFIG_DIR"] = folder,
        };

    private static bool IsUsable(string root) =>
        File.Exists(Path.Combine(root, "lib", "x86_64-linux-gnu", "pipewire-0.3", "libpipewire-module-netjack2-driver.so"))
        && File.Exists(Path.Combine(root, "bin", "pw-link")) && VersionOf(root) >= s_oldest;

    // 1.4.2 is libpipewire-0.3.so.0.1402.0.
    private static Version VersionOf(string root)
    {
        string folder = Path.Combine(root, "lib", "x86_64-linux-gnu");
        string? file = !Directory.Exists(folder) ? null : Directory.EnumerateFiles(folder, $"{LibraryName}*.0").FirstOrDefault();
        if (file is null)
            return new Version();
        int number = int.Parse(Path.GetFileName(file)[LibraryName.Length..].Split('.')[0], CultureInfo.InvariantCulture);
        return new Version(number / 1000, number / 100 % 10, number % 100);
    }
}
