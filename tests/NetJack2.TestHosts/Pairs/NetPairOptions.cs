// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.TestHosts.Servers;

namespace NetJack2.TestHosts.Pairs;

/// <summary>A master and a slave, and what they agree on.</summary>
/// <param name="Through">A client between the slave's ports; otherwise they are connected directly.</param>
public sealed record NetPairOptions(DriverFolder Manager, DriverFolder Driver)
{
    private const int MostFewChannels = 64;

    public int Period { get; init; } = 256;

    public int Rate { get; init; } = 48000;

    public int Channels { get; init; } = 2;

    public int MidiChannels { get; init; }

    public int Latency { get; init; } = 2;

    public bool SlaveSynchronous { get; init; }

    public bool Through { get; init; } = true;

    /// <summary>Whether the master's server waits for its clients in each cycle (<c>jackd -S</c>).</summary>
    /// <remarks>
    /// It makes no difference to the network. But an asynchronous server goes on without a client that a busy machine has delayed, and
    /// plays its old buffer again: with a synchronous one the cycle is late, and what the probe's clients received is what the network
    /// brought.
    /// </remarks>
    public bool MasterSynchronous { get; init; } = true;

    /// <summary>A relay between the two hosts instead of a cable.</summary>
    public bool Relayed { get; init; }

    /// <summary>More options for the net driver.</summary>
    public IReadOnlyList<string> DriverArguments { get; init; } = [];

    public string ManagerArguments { get; init; } = "";

    /// <summary>Options of both servers in front of the driver's; null: as many ports as the pair needs, at the most.</summary>
    /// <remarks>
    /// jackd locks 33 KB of memory for each port that there may be, 2048 by itself: to fill it with zeros takes half of a server's start.
    /// </remarks>
    public IReadOnlyList<string>? ServerArguments { get; init; }

    /// <summary>Round trip from the master's client through the slave and back, in frames.</summary>
    /// <remarks>An asynchronous slave returns what its clients made in the period before; without a client nothing is made.</remarks>
    public int ExpectedLag => (Latency * Period) + (Through && !SlaveSynchronous ? Period : 0);

    /// <summary>How to start the master's server.</summary>
    public JackServerArguments MasterArguments => JackServerArguments.Dummy(Period, Rate, MasterSynchronous) with { Server = Server };

    /// <summary>How to start the slave's server.</summary>
    /// <param name="name">What the slave calls itself.</param>
    public JackServerArguments SlaveArguments(string name)
    {
        JackServerArguments arguments = JackServerArguments.Net(SlaveSynchronous, [
            "-n", name, "-C", $"{Channels}", "-P", $"{Channels}", $"-i{MidiChannels}", $"-o{MidiChannels}", "-l", $"{Latency}",
            .. DriverArguments]);
        return arguments with { Server = Server };
    }

    private IReadOnlyList<string> Server => ServerArguments ?? (Channels > MostFewChannels ? [] : ["-p", "512"]);

    public override string ToString()
        => $"{Manager} manager, {Driver} driver, {Channels} ch, {Period} frames, "
            + $"{(SlaveSynchronous ? "sync" : "async")} -l {Latency}{(MasterSynchronous ? "" : ", async master")}";
}
