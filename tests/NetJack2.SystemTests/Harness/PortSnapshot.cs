// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;

namespace NetJack2.SystemTests.Harness;

/// <summary>Names and connections of ports, to compare a server with itself later.</summary>
internal static class PortSnapshot
{
    /// <summary>One line a port: its name, what it is, to what it is connected.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(TestHost host, string prefix)
        => [.. (await Probe.PortsAsync(host)).Ports
            .Where(port => port.Name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(Describe)
            .Order(StringComparer.Ordinal)];

    /// <summary>Names of the clients that own ports.</summary>
    public static async Task<IReadOnlyList<string>> ClientsAsync(TestHost host)
        => [.. (await Probe.PortsAsync(host)).Ports
            .Select(port => port.Name.Split(':')[0])
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)];

    private static string Describe(PortInfo port)
        => $"{port.Name} [{string.Join(' ', port.Flags)}] → {string.Join(", ", port.Connections.Order(StringComparer.Ordinal))}";
}
