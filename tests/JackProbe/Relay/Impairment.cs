namespace NetJack2.JackProbe.Relay;

/// <summary>What becomes of the datagrams that go one way. Other frames (ARP, ICMP) pass as they are.</summary>
/// <param name="Delay">Seconds that each takes at least.</param>
/// <param name="Jitter">Seconds more at most, each its own, evenly distributed: datagrams overtake each other.</param>
/// <param name="Overtake">The share that takes no time at all.</param>
/// <param name="Duplicate">The share that comes twice, each with a delay of its own.</param>
/// <param name="Drop">The share that does not come.</param>
/// <param name="Burst">Of those, how many on end.</param>
internal sealed record Impairment(double Delay, double Jitter, double Overtake, double Duplicate, double Drop, int Burst, int Seed)
{
    public static Impairment None { get; } = new(0, 0, 0, 0, 0, 1, 1);

    public static Impairment Parse(Options options) => new(
        options.Number("delay", 0), options.Number("jitter", 0), options.Number("overtake", 0), options.Number("duplicate", 0),
        options.Number("drop", 0), options.Count("burst", 1), options.Count("seed", 1));
}
