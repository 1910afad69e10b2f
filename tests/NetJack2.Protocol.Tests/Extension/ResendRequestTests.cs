// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;
using CsCheck;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Wire;

namespace NetJack2.Protocol.Tests.Extension;

public class ResendRequestTests
{
    private static readonly ResendEntry[] s_entries = [new(258, 1, 2), new(259, 0, 0), new(uint.MaxValue, 65_535, 65_535)];

    [Test]
    public void What_is_asked_for_is_read_as_it_was_written([Values(0, 1, 3)] int count)
    {
        byte[] request = Request(s_entries.AsSpan(0, count));
        Assert.That(ResendRequest.TryOpen(request, StreamDirection.Return, 7, out ReadOnlySpan<ResendEntry> entries), Is.True);
        Assert.That(
            entries.ToArray().Select(entry => ((uint)entry.Cycle, entry.First, entry.Count)),
            Is.EqualTo(s_entries.Take(count).Select(entry => ((uint)entry.Cycle, entry.First, entry.Count))));
        Assert.That(ResendRequest.SessionOf(request), Is.EqualTo(7u));
    }

    [TestCase(StreamDirection.Send, 7u)]
    [TestCase(StreamDirection.Return, 8u)]
    public void A_request_of_another_direction_or_session_is_none(StreamDirection stream, uint session) =>
        Assert.That(ResendRequest.TryOpen(Request(s_entries), stream, session, out _), Is.False);

    [TestCase(28, 4u, Description = "more entries than there are")]
    [TestCase(28, 2u, Description = "fewer")]
    [TestCase(28, 65u, Description = "more than there may be")]
    [TestCase(28, uint.MaxValue)]
    [TestCase(24, 47u, Description = "shorter than its header")]
    [TestCase(24, 73u, Description = "longer than the datagram")]
    [TestCase(8, (uint)'c', Description = "another type")]
    [TestCase(0, 0u, Description = "another magic")]
    public void A_request_that_contradicts_itself_is_none(int offset, uint value)
    {
        byte[] request = Request(s_entries);
        BinaryPrimitives.WriteUInt32BigEndian(request.AsSpan(offset), value);
        Assert.That(ResendRequest.TryOpen(request, StreamDirection.Return, 7, out _), Is.False);
    }

    [Test]
    public void No_datagram_however_malformed_makes_the_reader_throw_or_find_more_than_came() =>
        Gen.Select(Gen.Byte.Array[0, 700], Gen.Bool, Gen.UInt[0, 70]).Sample((bytes, isRequest, count) =>
        {
            if (isRequest && bytes.Length >= PacketHeader.Size)
            {
                Request([]).CopyTo(bytes, 0);
                BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(24), (uint)bytes.Length);
                BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(28), count);
            }
            _ = ResendRequest.SessionOf(bytes);
            return !ResendRequest.TryOpen(bytes, StreamDirection.Return, 7, out ReadOnlySpan<ResendEntry> entries)
                || ResendRequest.SizeOf(entries.Length) <= bytes.Length;
        });

    private static byte[] Request(ReadOnlySpan<ResendEntry> entries)
    {
        byte[] request = new byte[ResendRequest.SizeOf(entries.Length)];
        ResendRequest.Write(request, StreamDirection.Return, 7, entries);
        return request;
    }
}
