// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.TestHosts.Cards;

namespace NetJack2.TestHosts.Servers;

/// <summary>How to start a jackd.</summary>
/// <param name="Synchronous"><c>-S</c>: a cycle waits for all clients.</param>
public sealed record JackServerArguments(IReadOnlyList<string> Driver, bool Synchronous = false)
{
    /// <summary>More options for the server itself, in front of the driver's.</summary>
    public IReadOnlyList<string> Server { get; init; } = [];

    /// <summary>A command that runs the one behind it under limits, with its options: <c>prlimit --as=…</c>.</summary>
    public IReadOnlyList<string> Limits { get; init; } = [];

    /// <summary>Sound cards that the server's process knows.</summary>
    public IReadOnlyList<VirtualCard> Cards { get; init; } = [];

    /// <param name="jackd">The words that start the program.</param>
    internal IEnumerable<string> CommandLine(IEnumerable<string> jackd)
        => [.. Limits, .. jackd, .. (string[])(Synchronous ? ["-R", "-S"] : ["-R"]), .. Server, "-d", .. Driver];

    /// <summary>A server without sound card, clocked by a timer.</summary>
    public static JackServerArguments Dummy(int period, int rate = 48000, bool synchronous = false)
        => new(["dummy", "-r", $"{rate}", "-p", $"{period}"], synchronous);

    /// <summary>A server that is clocked by a sound card.</summary>
    public static JackServerArguments Alsa(VirtualCard card, int period, int rate = 48000, int periods = 3)
        => new(["alsa", "-d", card.Name, "-r", $"{rate}", "-p", $"{period}", "-n", $"{periods}"]) { Cards = [card] };

    /// <summary>A slave that is clocked by the network.</summary>
    public static JackServerArguments Net(bool synchronous, params IEnumerable<string> options) => new(["net", .. options], synchronous);
}
