// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.TestHosts.Servers;

/// <summary>A folder that jackd takes its drivers and internal clients from.</summary>
public sealed class DriverFolder
{
    private static readonly string[] s_distributionFolders =
        ["/usr/lib/x86_64-linux-gnu/jack", "/usr/lib/aarch64-linux-gnu/jack", "/usr/lib64/jack", "/usr/lib/jack"];
    private readonly Func<string> _find;

    private DriverFolder(string name, Func<string> find)
    {
        Name = name;
        _find = find;
    }

    /// <summary>The modules of netjack2-cs beside links to the others; <c>NETJACK2_DRIVERS</c> names another folder.</summary>
    public static DriverFolder NetJack2Cs { get; } = new("netjack2-cs", () => Check(
        Environment.GetEnvironmentVariable("NETJACK2_DRIVERS") ?? System.IO.Path.Combine(BuildPaths.RepositoryRoot, "build", "jack"),
        "run scripts/build.sh"));

    /// <summary>The modules of jack2, from the distribution.</summary>
    public static DriverFolder Jack2 { get; } = new("jack2", () => Check(
        s_distributionFolders.FirstOrDefault(HasManager) ?? s_distributionFolders[0], "install jackd2"));

    /// <summary>The modules of netjack2-cs for arm64, in servers that qemu runs.</summary>
    public static DriverFolder Arm64 { get; } = new("netjack2-cs (arm64)", () => Check(Emulator.Arm64Modules, "cmake --preset linux-arm64"))
    {
        Emulator = Emulator.Arm64,
    };

    /// <summary>The modules of jack2 for arm64, in servers that qemu runs.</summary>
    public static DriverFolder Arm64Jack2 { get; } = new("jack2 (arm64)", () => Check(Emulator.Arm64Jack2Modules, "run scripts/arm64.sh"))
    {
        Emulator = Emulator.Arm64,
    };

    /// <summary>Another one.</summary>
    public static DriverFolder At(string folder) => new(folder, () => Check(folder, "link all modules into it"));

    public string Name { get; }

    /// <summary>A library that the servers are started with; null: none.</summary>
    public string? Preload { get; private init; }

    /// <summary>The same folder, its servers started with a library in LD_PRELOAD.</summary>
    public DriverFolder With(string preload) => new(Name, _find) { Preload = preload };

    /// <summary>What runs the servers and their clients; null: this machine's processor.</summary>
    public Emulator? Emulator { get; private init; }

    /// <summary>The same folder, its servers run on another processor.</summary>
    public DriverFolder On(Emulator emulator) => new(Name, _find) { Emulator = emulator };

    /// <summary>Whether its modules are those of netjack2-cs.</summary>
    public bool IsNetJack2Cs => ReferenceEquals(this, NetJack2Cs);

    public string Path => _find();

    public override string ToString() => Name;

    private static bool HasManager(string folder) => File.Exists(System.IO.Path.Combine(folder, "netmanager.so"));

    private static string Check(string folder, string remedy)
        => HasManager(folder) ? folder : throw new DirectoryNotFoundException($"no netmanager.so in {folder}: {remedy}");
}
