// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Protocol.Mesh;

/// <summary>Names of the machines of a rig, and of the slaves' clients on the master.</summary>
/// <remarks>Any thread. A name stands for one machine, whatever other machines there are.</remarks>
public static class MachineNames
{
    /// <summary>The name of the machine on which the manager runs.</summary>
    public const string Master = "master";

    // Behind the name of a slave that has the master's.
    private const string SlaveSuffix = "-slave";

    /// <summary>The name in the rig of the slave that has a client.</summary>
    public static string Of(string client) => IsReserved(client) ? client + SlaveSuffix : client;

    /// <summary>The client of a machine, whether it is there or not; empty for the master.</summary>
    public static string ClientOf(string machine) =>
        machine is Master ? "" : IsReserved(machine) ? machine[..^SlaveSuffix.Length] : machine;

    /// <summary>Whether a machine is the slave that has a client. Allocates nothing.</summary>
    public static bool Is(ReadOnlySpan<char> machine, string client) =>
        IsReserved(client)
            ? machine.EndsWith(SlaveSuffix, StringComparison.Ordinal) && machine[..^SlaveSuffix.Length].SequenceEqual(client)
            : machine.SequenceEqual(client);

    // The master's name, and those that it could become: so no two slaves get the same one.
    private static bool IsReserved(ReadOnlySpan<char> client)
    {
        while (client.EndsWith(SlaveSuffix, StringComparison.Ordinal))
            client = client[..^SlaveSuffix.Length];
        return client.SequenceEqual(Master);
    }
}
