// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;

namespace NetJack2.Link.Tests.Cycles;

/// <summary>Peers that number their cycles, peers that number none, and numbers that an attacker forges among theirs.</summary>
[Property("Defect", "Fault-09")]
public class ReceiveWindowNumberTests : ReceiveWindowTest
{
    private const int NumbersOfPeer = 8;

    /// <summary>Before each packet of the peer, from the first on: there is never a moment without them.</summary>
    [Test]
    public void Forged_zeros_among_the_packets_of_a_peer_that_numbers_its_cycles_change_none_of_them([Values(1, 2, 20)] int zeros)
    {
        for (uint cycle = 10; cycle < 100; cycle++)
        {
            Window.MoveTo(cycle);
            Window.LatestPossible = cycle;
            foreach (byte[] packet in Bench.WriteCodes(cycle))
            {
                Forge(number: 0, zeros, now: cycle);
                Window.Accept(packet, now: cycle);
            }
            Assert.That(Bench.Reader.IsComplete(Window.Find(cycle)!), Is.True, $"cycle {cycle}");
            Assert.That((Window.Oldest, Window.Newest, Window.LastReceived), Is.EqualTo((cycle, cycle, cycle)));
        }
        for (uint cycle = 100; cycle < 100 + NumbersOfPeer; cycle++)
            Accept(cycle, 0);
        Assert.That(Window.CountsCycles, Is.False);
    }

    [Test]
    public void A_single_forged_zero_is_no_reason_to_count_cycles()
    {
        for (uint cycle = 10; cycle < 30; cycle++)
        {
            Accept(cycle, 0);
            Forge(number: 0, count: 1, now: cycle);
            Assert.That(Window.CountsCycles, Is.False);
        }
    }

    [Test]
    public void Forged_numbers_among_the_packets_of_a_peer_that_numbers_none_change_none_of_them(
        [Values(1u, 50u, 0x80000000u)] uint number, [Values(1, NumbersOfPeer - 1)] int count)
    {
        Window.MoveTo(1);
        RunWithoutNumbers(1, 20);
        for (uint cycle = 21; cycle < 100; cycle++)
        {
            Forge(number, count, now: cycle);
            RunWithoutNumbers(cycle, 1);
        }
    }

    [Test]
    public void A_peer_that_begins_to_number_its_cycles_is_believed_after_eight_in_a_row()
    {
        Window.MoveTo(1);
        RunWithoutNumbers(1, 20);
        for (uint cycle = 21; cycle < 21 + NumbersOfPeer; cycle++)
        {
            Assert.That(Window.CountsCycles, Is.True, $"before cycle {cycle}");
            Accept(cycle, 0);
            Assert.That(Window.Find(cycle)!.HasWanted, Is.True);
        }
        Assert.That(Window.CountsCycles, Is.False);
        Accept(uint.MaxValue, 0);
        Accept(0, 0);
        Assert.That(Window.CountsCycles, Is.False, "its counter wraps around");
    }

    // The owner moves the window on with each cycle.
    private void RunWithoutNumbers(uint first, int count)
    {
        for (uint cycle = first; cycle < first + count; cycle++)
        {
            Window.LatestPossible = cycle;
            foreach (byte[] packet in Bench.WriteCodes(0))
                Window.Accept(packet, now: cycle);
            Assert.That((Window.CountsCycles, Window.LastReceived), Is.EqualTo((true, cycle)));
            Assert.That(Bench.Reader.IsComplete(Window.Find(cycle)!), Is.True, $"cycle {cycle}");
            Window.MoveTo(cycle + 1);
        }
    }

    private void Forge(uint number, int count, long now)
    {
        for (int packet = 0; packet < count; packet++)
            Window.Accept(Bench.WriteCodes(number)[0], now);
    }
}
