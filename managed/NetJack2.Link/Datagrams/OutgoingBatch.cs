// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Wire;
using NetJack2.RealTime;

namespace NetJack2.Link.Datagrams;

/// <summary>The datagrams of one cycle, one behind the other in one piece of memory that does not move.</summary>
/// <remarks>
/// Datagrams of equal size form runs, whose last one may be shorter: what the kernel can cut apart by itself (UDP_SEGMENT).
/// </remarks>
public sealed class OutgoingBatch : IDisposable
{
    /// <summary>The most datagrams of a run: UDP_MAX_SEGMENTS of old kernels.</summary>
    public const int MaxRunDatagrams = 64;

    // The length of an IP packet less its headers.
    private const int MaxRunBytes = 65_507 - 20;

    private readonly int _maxSegment;
    private readonly NativeArray<byte> _bytes;
    private readonly NativeArray<Run> _runs;
    private bool _isRunOpen;

    /// <summary>A batch for at most this many bytes and datagrams.</summary>
    /// <param name="byteCapacity">Bytes of all datagrams.</param>
    /// <param name="datagramCapacity">Datagrams.</param>
    /// <param name="mtu">Bytes of an IP packet: datagrams that exceed it, which the kernel must fragment, form no runs.</param>
    /// <param name="overhead">How many of them are headers of IP and UDP.</param>
    public OutgoingBatch(int byteCapacity, int datagramCapacity, int mtu, int overhead = DatagramOverhead.IpAndUdp)
    {
        _maxSegment = mtu - overhead;
        _bytes = new NativeArray<byte>(byteCapacity);
        _runs = new NativeArray<Run>(datagramCapacity);
    }

    /// <summary>Bytes of all datagrams in the batch.</summary>
    public int Length { get; private set; }

    /// <summary>Number of datagrams in the batch.</summary>
    public int DatagramCount { get; private set; }

    /// <summary>The runs of equally long datagrams, in order.</summary>
    public ReadOnlySpan<Run> Runs => _runs.Span[..RunCount];

    /// <summary>All datagrams, one behind the other.</summary>
    public Span<byte> Bytes => _bytes.Span[..Length];

    /// <summary>Where the cycle's packets begin that can be sent again, one behind the other; -1 where there are none.</summary>
    public int CycleStart { get; private set; } = -1;

    /// <summary>Bytes of each of them; the last may be shorter.</summary>
    public int CyclePacketSize { get; private set; }

    private int RunCount { get; set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _bytes.Dispose();
        _runs.Dispose();
    }

    /// <summary>Removes all datagrams; the memory stays as it is.</summary>
    [RealTimeSafe]
    public void Clear()
    {
        Length = 0;
        RunCount = 0;
        DatagramCount = 0;
        CycleStart = -1;
        _isRunOpen = false;
    }

    /// <summary>The datagrams that follow are the cycle's, all of one size but the last, which may be shorter.</summary>
    [RealTimeSafe]
    public void MarkCycle() => CycleStart = Length;

    /// <summary>Copies what lies at an offset, whether it is in use or not. Any thread: what is written meanwhile may be torn.</summary>
    /// <returns>False where that is outside of the batch.</returns>
    [RealTimeSafe]
    public bool TryCopy(int offset, Span<byte> target)
    {
        if (offset < 0 || offset > _bytes.Span.Length - target.Length)
            return false;
        _bytes.Span.Slice(offset, target.Length).CopyTo(target);
        return true;
    }

    /// <summary>Adds a datagram and returns its bytes, whose content is what an earlier cycle left there.</summary>
    [RealTimeSafe]
    public Span<byte> Append(int size)
    {
        Span<byte> datagram = _bytes.Span.Slice(Length, size);
        if (Length == CycleStart)
            CyclePacketSize = size;
        Span<Run> runs = _runs.Span;
        if (_isRunOpen && size <= runs[RunCount - 1].SegmentSize && runs[RunCount - 1].Length + size <= MaxRunBytes)
        {
            ref Run run = ref runs[RunCount - 1];
            run.Length += size;
            run.Count++;
            _isRunOpen = size == run.SegmentSize && run.Count < MaxRunDatagrams;
        }
        else
        {
            runs[RunCount++] = new Run { Offset = Length, Length = size, SegmentSize = size, Count = 1 };
            _isRunOpen = size <= _maxSegment;
        }
        Length += size;
        DatagramCount++;
        return datagram;
    }

    /// <summary>Datagrams of one size; the last may be shorter.</summary>
    public struct Run
    {
        /// <summary>Where its first datagram begins in the batch.</summary>
        public int Offset;

        /// <summary>Bytes of all datagrams of the run.</summary>
        public int Length;

        /// <summary>Bytes of each datagram but the last.</summary>
        public int SegmentSize;

        /// <summary>Number of datagrams in the run, 1…<see cref="MaxRunDatagrams"/>.</summary>
        public int Count;
    }
}
