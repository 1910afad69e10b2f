namespace NetJack2.TestHosts.Servers;

/// <summary>How to start a jackd.</summary>
/// <param name="Synchronous"><c>-S</c>: a cycle waits for all clients.</param>
public sealed record JackServerArguments(IReadOnlyList<string> Driver, bool Synchronous = false)
{
    /// <summary>More options for the server itself, in front of the driver's.</summary>
    public IReadOnlyList<string> Server { get; init; } = [];

    internal IEnumerable<string> CommandLine => [.. (string[])(Synchronous ? ["-R", "-S"] : ["-R"]), .. Server, "-d", .. Driver];

    /// <summary>A server without sound card, clocked by a timer.</summary>
    public static JackServerArguments Dummy(int period, int rate = 48000, bool synchronous = false)
        => new(["dummy", "-r", $"{rate}", "-p", $"{period}"], synchronous);

    /// <summary>A slave that is clocked by the network.</summary>
    public static JackServerArguments Net(bool synchronous, params IEnumerable<string> options) => new(["net", .. options], synchronous);
}
