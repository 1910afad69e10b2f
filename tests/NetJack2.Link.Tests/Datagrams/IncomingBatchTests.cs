// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;

namespace NetJack2.Link.Tests.Datagrams;

public class IncomingBatchTests
{
    private readonly IncomingBatch _batch = new();

    [SetUp]
    public void Clear() => _batch.Clear();

    [Test]
    public void A_message_is_one_datagram()
    {
        _batch.Memory[IncomingBatch.MessageSize] = 7;
        _batch.Add(message: 1, length: 48, segmentSize: 0);
        Assert.That((_batch.Count, _batch[0].Length, _batch[0][0]), Is.EqualTo((1, 48, (byte)7)));
    }

    [Test]
    public void A_message_of_segments_is_as_many_datagrams_the_last_of_which_may_be_shorter()
    {
        for (int index = 0; index < 2600; index++)
            _batch.Memory[index] = (byte)(index / 1000);
        _batch.Add(message: 0, length: 2600, segmentSize: 1000);
        Assert.That(_batch.Count, Is.EqualTo(3));
        Assert.That((_batch[0].Length, _batch[1].Length, _batch[2].Length), Is.EqualTo((1000, 1000, 600)));
        Assert.That((_batch[0][0], _batch[1][0], _batch[2][599]), Is.EqualTo(((byte)0, (byte)1, (byte)2)));
    }

    [Test]
    public void It_is_full_when_the_last_message_came()
    {
        for (int message = 0; message < IncomingBatch.MessageCount; message++)
        {
            Assert.That(_batch.IsFull, Is.False);
            _batch.Add(message, 48, 0);
        }
        Assert.That(_batch.IsFull, Is.True);
    }

    [Test]
    [Property("Defect", "D-13")]
    public void A_flood_of_tiny_segments_and_a_length_that_cannot_be_are_cut_off()
    {
        for (int message = 0; message < IncomingBatch.MessageCount; message++)
            _batch.Add(message, int.MaxValue - IncomingBatch.MessageSize, segmentSize: 1);
        Assert.That(_batch.Count, Is.LessThanOrEqualTo(IncomingBatch.MessageSize));
        Assert.That(_batch[_batch.Count - 1].Length, Is.EqualTo(1));
    }

    [Test]
    public void An_empty_message_is_no_datagram()
    {
        _batch.Add(0, 0, 0);
        Assert.That(_batch.Count, Is.Zero);
    }
}
