// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;

namespace NetJack2.Link.Tests.Datagrams;

public class OutgoingBatchTests
{
    private const int Mtu = 1500;

    [TestCase("100 100 100", Description = "equal sizes are one run")]
    [TestCase("100 100 40, 40", Description = "a shorter one is the last of its run")]
    [TestCase("48, 84, 1080 1080", Description = "a longer one begins a run")]
    [TestCase("1500, 800", Description = "what the kernel must fragment stands alone: it refuses to cut a run into such")]
    [TestCase("1473, 1473, 1472 1472", Description = "the longest datagram of a run fills an IP packet")]
    public void Datagrams_form_runs(string expected)
    {
        int[][] runs = [.. expected.Split(", ").Select(run => run.Split(' ').Select(int.Parse).ToArray())];
        var batch = new OutgoingBatch(10_000, 10, Mtu);
        foreach (int size in runs.SelectMany(run => run))
            _ = batch.Append(size);
        Assert.That(batch.Runs.Length, Is.EqualTo(runs.Length));
        for (int index = 0; index < runs.Length; index++)
        {
            OutgoingBatch.Run run = batch.Runs[index];
            Assert.That((run.SegmentSize, run.Count, run.Length), Is.EqualTo((runs[index][0], runs[index].Length, runs[index].Sum())));
        }
    }

    [Test]
    public void The_runs_cover_the_bytes_and_keep_the_limits_of_the_kernel()
        => Gen.Int[1, 9000].Array[1, 200].Sample(sizes =>
        {
            var batch = new OutgoingBatch(sizes.Sum(), sizes.Length, Mtu);
            foreach (int size in sizes)
            {
                if (batch.Append(size).Length != size)
                    return false;
            }
            int offset = 0;
            int datagrams = 0;
            foreach (OutgoingBatch.Run run in batch.Runs)
            {
                int full = (run.Count - 1) * run.SegmentSize;
                if (run.Offset != offset || run.Count > 64 || run.Length > 65_487 || run.Length <= full
                    || run.Length > full + run.SegmentSize)
                    return false;
                offset += run.Length;
                datagrams += run.Count;
            }
            return offset == batch.Length && datagrams == batch.DatagramCount && datagrams == sizes.Length;
        });

    [Test]
    public void A_run_has_at_most_64_datagrams()
    {
        var batch = new OutgoingBatch(10_000, 100, Mtu);
        for (int index = 0; index < 100; index++)
            _ = batch.Append(72);
        Assert.That((batch.Runs[0].Count, batch.Runs[1].Count), Is.EqualTo((64, 36)));
    }

    [Test]
    public void It_can_be_used_again()
    {
        var batch = new OutgoingBatch(100, 1, Mtu);
        _ = batch.Append(100);
        batch.Clear();
        Assert.That((batch.Length, batch.DatagramCount, batch.Runs.Length), Is.EqualTo((0, 0, 0)));
        Assert.That(batch.Append(50).Length, Is.EqualTo(50));
        Assert.That(batch.Runs[0].SegmentSize, Is.EqualTo(50));
    }
}
