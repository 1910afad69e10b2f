// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Wire;
using NetJack2.RealTime;

namespace NetJack2.Link.Links;

/// <summary>The cycle packets of the last cycles that were sent, for sending them again.</summary>
/// <remarks>Used by the one thread that runs the link's cycles.</remarks>
internal sealed class PacketMemory : IDisposable
{
    private readonly NativeArray<byte>[] _bytes;
    private readonly NativeArray<int>[] _sizes;
    private readonly int[] _counts;
    private int _newest;

    /// <summary>Room for the packets of this many cycles.</summary>
    public PacketMemory(int cycles, int maxBytes, int maxPackets)
    {
        // Memory that no packet has used stays untouched.
        _bytes = [.. Enumerable.Range(0, cycles).Select(_ => new NativeArray<byte>(maxBytes))];
        _sizes = [.. Enumerable.Range(0, cycles).Select(_ => new NativeArray<int>(maxPackets))];
        _counts = new int[cycles];
    }

    /// <summary>Adds the packets of the cycles before to a batch, marked as what they are, and keeps those of this one.</summary>
    /// <param name="batch">What is to be sent of the cycle.</param>
    [RealTimeSafe]
    public void Exchange(OutgoingBatch batch)
    {
        int length = batch.Length;
        int runs = batch.Runs.Length;
        int oldest = (_newest + 1) % _counts.Length;
        // The one place that is about to be used again holds the oldest: it is sent before.
        for (int ago = 1; ago <= _counts.Length; ago++)
            Repeat(batch, (_newest + _counts.Length - ago + 1) % _counts.Length, ago);
        Keep(batch.Bytes[..length], batch, runs, length, oldest);
        _newest = oldest;
    }

    [RealTimeSafe]
    private void Repeat(OutgoingBatch batch, int cycle, int ago)
    {
        int offset = 0;
        for (int packet = 0; packet < _counts[cycle]; packet++)
        {
            int size = _sizes[cycle].Span[packet];
            Span<byte> datagram = batch.Append(size);
            _bytes[cycle].Span.Slice(offset, size).CopyTo(datagram);
            BinaryPrimitives.WriteUInt32BigEndian(datagram[CompactLayout.CopyOffset..], (uint)ago);
            offset += size;
        }
    }

    // The last run of the cycle itself may have been continued by what was sent again.
    [RealTimeSafe]
    private void Keep(ReadOnlySpan<byte> bytes, OutgoingBatch batch, int runs, int length, int place)
    {
        int count = 0;
        int used = 0;
        for (int index = 0; index < runs; index++)
        {
            OutgoingBatch.Run run = batch.Runs[index];
            int end = Math.Min(run.Offset + run.Length, length);
            for (int offset = run.Offset; offset < end; offset += run.SegmentSize)
            {
                ReadOnlySpan<byte> datagram = bytes.Slice(offset, Math.Min(run.SegmentSize, end - offset));
                if (!PacketReader.TryOpen(datagram, out PacketReader packet) || packet.Header.DataType != DataType.Cycle)
                    continue;
                datagram.CopyTo(_bytes[place].Span[used..]);
                _sizes[place].Span[count++] = datagram.Length;
                used += datagram.Length;
            }
        }
        _counts[place] = count;
    }

    public void Dispose()
    {
        foreach (NativeArray<byte> bytes in _bytes)
            bytes.Dispose();
        foreach (NativeArray<int> sizes in _sizes)
            sizes.Dispose();
    }
}
