// SPDX-License-Identifier: GPL-2.0-or-later
using System.Reflection;

namespace NetJack2.TestHosts;

/// <summary>Where the build that this assembly belongs to put things.</summary>
public static class BuildPaths
{
    public static string RepositoryRoot { get; } = Metadata(nameof(RepositoryRoot));

    /// <summary>The probe's executable; <c>NETJACK2_PROBE</c> names another one.</summary>
    public static string Probe { get; } = Environment.GetEnvironmentVariable("NETJACK2_PROBE") ?? Metadata("ProbePath");

    /// <summary>The sound card for tests, as ALSA loads it.</summary>
    public static string VirtualCard { get; } = Path.Combine(
        RepositoryRoot, "build", "tests", "virtual-card", "libasound_module_pcm_virtual_card.so");

    /// <summary>To be preloaded into a server: links the two directions of that card.</summary>
    public static string LinkedCard { get; } = Path.Combine(RepositoryRoot, "build", "tests", "virtual-card", "linked_card.so");

    /// <summary>To be preloaded into a server: a host with a handler of its own for faults, which has one on demand.</summary>
    public static string FaultWitness { get; } = Path.Combine(RepositoryRoot, "build", "tests", "fault-witness", "fault_witness.so");

    /// <summary>The program that shows what the modules do.</summary>
    public static string StatisticsProgram { get; } = Path.Combine(RepositoryRoot, "build", "bin", "netjack2");

    /// <summary>The libjacknet program's executable.</summary>
    public static string JacknetPeer { get; } = Metadata("JacknetPeerPath");

    private static string Metadata(string key)
        => typeof(BuildPaths).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(
            attribute => string.Equals(attribute.Key, key, StringComparison.Ordinal)).Value!;
}
