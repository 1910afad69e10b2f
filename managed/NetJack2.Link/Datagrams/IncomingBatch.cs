// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Wire;
using NetJack2.RealTime;

namespace NetJack2.Link.Datagrams;

/// <summary>Datagrams that one call has received, in memory that does not move.</summary>
/// <remarks>A message of the kernel may hold several datagrams of one size, the last of which may be shorter (UDP_GRO).</remarks>
public sealed class IncomingBatch : IDisposable
{
    /// <summary>Bytes of a message: the longest that the kernel puts together.</summary>
    public const int MessageSize = 65_536;

    /// <summary>Messages that one call can bring.</summary>
    public const int MessageCount = 16;

    /// <summary>Bytes of memory that a batch takes.</summary>
    public const int Size = (MessageSize * MessageCount) + (MaxDatagrams * 8);

    // A message of 64 KiB in datagrams that are no more than a header; smaller ones are of no session and are cut off.
    private const int MaxDatagrams = MessageCount * MessageSize / PacketHeader.Size / 8;

    private readonly NativeArray<byte> _bytes = new(MessageSize * MessageCount);
    private readonly NativeArray<Slice> _slices = new(MaxDatagrams);

    /// <summary>Number of datagrams in the batch.</summary>
    public int Count { get; private set; }

    /// <summary>Whether more datagrams may be waiting.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Datagram number <paramref name="index"/>, 0…<see cref="Count"/> - 1.</summary>
    public ReadOnlySpan<byte> this[int index] => _bytes.Span.Slice(_slices.Span[index].Offset, _slices.Span[index].Length);

    /// <summary>The memory of all messages: message n begins at n × <see cref="MessageSize"/>.</summary>
    public Span<byte> Memory => _bytes.Span;

    /// <inheritdoc/>
    public void Dispose()
    {
        _bytes.Dispose();
        _slices.Dispose();
    }

    /// <summary>Removes all datagrams; the memory stays as it is.</summary>
    [RealTimeSafe]
    public void Clear()
    {
        Count = 0;
        IsFull = false;
    }

    /// <summary>Adds a message that has been received at its place in <see cref="Memory"/>.</summary>
    /// <param name="message">0…<see cref="MessageCount"/> - 1.</param>
    /// <param name="length">Bytes received.</param>
    /// <param name="segmentSize">Bytes of each datagram in it; 0 where the message is one datagram.</param>
    [RealTimeSafe]
    public void Add(int message, int length, int segmentSize)
    {
        int offset = message * MessageSize;
        int end = offset + Math.Min(length, MessageSize);
        int step = segmentSize <= 0 ? MessageSize : segmentSize;
        for (; offset < end && Count < MaxDatagrams; offset += step)
            _slices.Span[Count++] = new Slice { Offset = offset, Length = Math.Min(step, end - offset) };
        IsFull |= message == MessageCount - 1;
    }

    private struct Slice
    {
        public int Offset;
        public int Length;
    }
}
