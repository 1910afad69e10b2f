// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.TestHosts.Servers;

/// <summary>A folder that jackd takes its drivers and internal clients from.</summary>
public sealed class DriverFolder
{
    private static readonly string[] s_distributionFolders = ["/usr/lib/x86_64-linux-gnu/jack", "/usr/lib64/jack", "/usr/lib/jack"];
    private readonly Func<string> _find;

    private DriverFolder(string name, Func<string> find)
    {
        Name = name;
        _find = find;
    }

    /// <summary>Our modules beside links to the others; <c>NETJACK2_DRIVERS</c> names another folder.</summary>
    public static DriverFolder Ours { get; } = new("ours", () => Check(
        Environment.GetEnvironmentVariable("NETJACK2_DRIVERS") ?? System.IO.Path.Combine(BuildPaths.RepositoryRoot, "build", "jack"),
        "run scripts/build.sh"));

    /// <summary>The distribution's.</summary>
    public static DriverFolder Original { get; } = new("original", () => Check(
        s_distributionFolders.FirstOrDefault(HasManager) ?? s_distributionFolders[0], "install jackd2"));

    /// <summary>Another one.</summary>
    public static DriverFolder At(string folder) => new(folder, () => Check(folder, "link all modules into it"));

    public string Name { get; }

    /// <summary>A library that the servers are started with; null: none.</summary>
    public string? Preload { get; private init; }

    /// <summary>The same folder, its servers started with a library in LD_PRELOAD.</summary>
    public DriverFolder With(string preload) => new(Name, _find) { Preload = preload };

    public bool IsOurs => ReferenceEquals(this, Ours);

    public string Path => _find();

    public override string ToString() => Name;

    private static bool HasManager(string folder) => File.Exists(System.IO.Path.Combine(folder, "netmanager.so"));

    private static string Check(string folder, string remedy)
        => HasManager(folder) ? folder : throw new DirectoryNotFoundException($"no netmanager.so in {folder}: {remedy}");
}
