// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.RealTime;

namespace NetJack2.Link.Resend;

/// <summary>The packets of the cycles that were sent last, in the batches in which they left: what is sent again is copied from there.
/// </summary>
/// <remarks>
/// The thread that runs the cycles writes; it and one other thread may copy. The place of a cycle has a version, which is odd while the
/// place is written. A reader compares it before and after: a copy that changed meanwhile is not used.
/// </remarks>
public sealed class SentCycles : IDisposable
{
    // Cycles beyond this many bytes are not kept, but the one before the present one always is.
    private const long MostBytesKept = 4L << 20;
    private const int LeastKept = 2;

    // The share of its cycles' bytes that an end sends again at most.
    private const int AnsweredDivisor = 5;

    private readonly Place[] _places;
    private readonly int _copies;
    private int _newest;
    private long _allowance;
    private long _answered;

    /// <summary>Room for this many cycles, the present one included.</summary>
    /// <param name="cycles">At least 1.</param>
    /// <param name="copies">In how many later cycles each packet is sent again without being asked for.</param>
    /// <param name="maxBytes">The most bytes of what leaves with a cycle.</param>
    /// <param name="maxPackets">The most packets of it.</param>
    /// <param name="session">What the two ends agreed on.</param>
    public SentCycles(int cycles, int copies, int maxBytes, int maxPackets, SessionParameters session)
    {
        _copies = copies;
        _places = new Place[cycles];
        for (int place = 0; place < cycles; place++)
            _places[place] = new Place(new OutgoingBatch(maxBytes, maxPackets, session.Mtu, session.Overhead));
    }

    /// <summary>How many packets were sent again because they were asked for. Any thread.</summary>
    public long Answered => Volatile.Read(ref _answered);

    /// <summary>How many cycles an end of this session keeps, the present one included.</summary>
    /// <param name="session">What the two ends agreed on.</param>
    /// <param name="maxBytes">The most bytes of a cycle's packets.</param>
    public static int CyclesFor(SessionParameters session, int maxBytes) =>
        session.Resends
            ? (int)Math.Max(LeastKept, Math.Min(MostBytesKept / maxBytes, session.MostLatency + 1))
            : 1 + (session.UsesCyclePackets ? session.Copies : 0);

    /// <summary>The batch for a cycle that begins, in the place of the oldest one. Cycle thread.</summary>
    [RealTimeSafe]
    public OutgoingBatch Begin()
    {
        _newest = (_newest + 1) % _places.Length;
        Place place = _places[_newest];
        // Interlocked: no byte of the cycle is written before the version is odd. It is odd already where a cycle has failed.
        _ = Interlocked.Exchange(ref place.Version, place.Version | 1);
        place.Batch.Clear();
        place.Count = 0;
        return place.Batch;
    }

    /// <summary>The batch is written: keeps its packets, and adds those of earlier cycles that are to be sent again. Cycle thread.
    /// </summary>
    /// <param name="cycle">The cycle's number.</param>
    [RealTimeSafe]
    public void End(uint cycle)
    {
        Place place = _places[_newest];
        OutgoingBatch batch = place.Batch;
        place.Cycle = cycle;
        if (batch.CycleStart >= 0)
        {
            place.Start = batch.CycleStart;
            place.End = batch.Length;
            place.PacketSize = Math.Max(1, batch.CyclePacketSize);
            place.Count = (place.End - place.Start + place.PacketSize - 1) / place.PacketSize;
        }
        int own = batch.Length;
        for (int ago = 1; ago <= _copies; ago++)
            Repeat(batch, _places[(_newest + _places.Length - ago) % _places.Length], ago);
        Volatile.Write(ref place.Version, place.Version + 1);
        if (_places.Length > 1 + _copies)
            Refill(own);
    }

    /// <summary>Copies a packet of a cycle, marked as one that was asked for. Cycle thread, and one other.</summary>
    /// <param name="cycle">The cycle.</param>
    /// <param name="packet">The packet's number in it.</param>
    /// <param name="target">Receives the packet; at least as long as a packet of the session.</param>
    /// <returns>Bytes of the packet; 0 where it is not there, or more was asked for than is answered.</returns>
    [RealTimeSafe]
    public int Copy(uint cycle, int packet, Span<byte> target)
    {
        if (Find(cycle) is not { } place)
            return 0;
        int version = Volatile.Read(ref place.Version);
        int offset = place.Start + (packet * place.PacketSize);
        int size = Math.Min(place.PacketSize, place.End - offset);
        if ((version & 1) != 0 || place.Cycle != cycle || (uint)packet >= (uint)place.Count || size <= CompactLayout.CopyOffset
            || size > target.Length || !place.Batch.TryCopy(offset, target[..size]))
            return 0;
        // No byte that was copied may be younger than the version that is compared now.
        Interlocked.MemoryBarrier();
        if (place.Version != version || !TryTake(size))
            return 0;
        BinaryPrimitives.WriteUInt32BigEndian(target[CompactLayout.CopyOffset..], 1);
        return size;
    }

    /// <summary>Packets that were copied have left. Cycle thread, and one other.</summary>
    [RealTimeSafe]
    public void CountAnswered(int packets) => _ = Interlocked.Add(ref _answered, packets);

    /// <summary>How many packets a cycle has; 0 where it is not there. As <see cref="Copy"/>.</summary>
    [RealTimeSafe]
    public int CountOf(uint cycle) => Find(cycle)?.Count ?? 0;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Place place in _places)
            place.Batch.Dispose();
    }

    [RealTimeSafe]
    private Place? Find(uint cycle)
    {
        foreach (Place place in _places)
        {
            if (place.Cycle == cycle)
                return place;
        }
        return null;
    }

    [RealTimeSafe]
    private static void Repeat(OutgoingBatch batch, Place past, int ago)
    {
        for (int offset = past.Start; past.Count != 0 && offset < past.End; offset += past.PacketSize)
        {
            Span<byte> datagram = batch.Append(Math.Min(past.PacketSize, past.End - offset));
            _ = past.Batch.TryCopy(offset, datagram);
            BinaryPrimitives.WriteUInt32BigEndian(datagram[CompactLayout.CopyOffset..], (uint)ago);
        }
    }

    [RealTimeSafe]
    private void Refill(int bytes)
    {
        // At once no more than all that is kept; a cycle of few bytes does not take back what earlier ones have earned.
        long most = 0;
        foreach (Place place in _places)
            most += place.Batch.Length;
        long allowance = Interlocked.Add(ref _allowance, bytes / AnsweredDivisor);
        if (allowance > most)
            _ = Interlocked.Add(ref _allowance, most - allowance);
    }

    [RealTimeSafe]
    private bool TryTake(int bytes)
    {
        if (Interlocked.Add(ref _allowance, -bytes) >= 0)
            return true;
        _ = Interlocked.Add(ref _allowance, bytes);
        return false;
    }

    private sealed class Place(OutgoingBatch batch)
    {
        public readonly OutgoingBatch Batch = batch;
        public int Version;
        public uint Cycle;
        public int Start;
        public int End;
        public int PacketSize = 1;
        public int Count;
    }
}
