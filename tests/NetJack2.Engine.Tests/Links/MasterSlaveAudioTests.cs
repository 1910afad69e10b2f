namespace NetJack2.Engine.Tests;

/// <summary>What a master sends to a slave that sends it back.</summary>
public class MasterSlaveAudioTests
{
    private static readonly long[] s_noLoss = [0, 0];

    [Test]
    public void Audio_comes_back_bit_exact_after_exactly_the_agreed_latency(
        [Values(0, 1, 2, 5, 30)] int latency, [Values] bool sync, [Values] bool isCompact, [Values(64, 441)] int period)
    {
        LinkedPair pair = Pair(latency, sync, isCompact, period);
        pair.WarmUp();
        pair.RunCycles(200);
        Assert.That((pair.Seat.Wrong, pair.Seat.Gaps), Is.EqualTo((0L, 0L)));
        Assert.That(pair.Seat.Good, Is.GreaterThan(190L * period * 2));
        Assert.That(pair.Network.FragmentedCount, Is.Zero);
    }

    private static LinkedPair Pair(int latency, bool sync, bool isCompact, int period = 256, int seed = 1) => new(
        Sessions.Example with { Latency = latency, SlaveSync = sync, Period = period, Capabilities = Sessions.CapabilitiesOf(isCompact) }, seed);
}
