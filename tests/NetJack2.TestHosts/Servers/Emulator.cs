// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.TestHosts.Servers;

/// <summary>A processor that this machine does not have: qemu runs a server, and where needed its clients, as if it had.</summary>
/// <param name="Jackd">The words that start a server.</param>
/// <param name="Probe">The words that start the probe: the clients of a server have the libjack of its processor.</param>
public sealed record Emulator(IReadOnlyList<string> Jackd, IReadOnlyList<string> Probe)
{
    private static readonly string s_root = Path.Combine(BuildPaths.RepositoryRoot, "build", "arm64-root");
    private static readonly string s_build = Path.Combine(BuildPaths.RepositoryRoot, "build", "arm64");
    private static readonly string[] s_qemu = ["qemu-aarch64-static", "-cpu", "cortex-a53", "-L", s_root];

    /// <summary>That of a Raspberry Pi 3, with Debian's jackd for arm64.</summary>
    public static Emulator Arm64 { get; } = new(
        [.. s_qemu, Path.Combine(s_root, "usr", "bin", "jackd")],
        [.. s_qemu, Path.Combine(s_build, "tests", "arm64", "JackProbe", "JackProbe")]);

    /// <summary>One of 2006, without SSE 4.2. Clients run on this machine's own.</summary>
    public static Emulator Core2 { get; } = new(["qemu-x86_64-static", "-cpu", "core2duo", "/usr/bin/jackd"], [BuildPaths.Probe]);

    /// <summary>The modules for arm64, and links to those of jack2.</summary>
    public static string Arm64Modules { get; } = Path.Combine(s_build, "jack");

    /// <summary>The modules of jack2 for arm64.</summary>
    public static string Arm64Jack2Modules { get; } = Path.Combine(s_root, "usr", "lib", "aarch64-linux-gnu", "jack");

    /// <summary>Why nothing runs on it here; null: it does.</summary>
    public string? Obstacle
    {
        get
        {
            if (!IsInPath(Jackd[0])) return $"{Jackd[0]} is missing: scripts/setup.sh installs it";
            string? missing = ((string[])[Jackd[^1], Probe[^1]]).FirstOrDefault(file => !File.Exists(file));
            return missing is null ? null : $"{missing} is missing: see \"other processors\" in docs/testing.md";
        }
    }

    private static bool IsInPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Any(folder => File.Exists(Path.Combine(folder, program)));
}
