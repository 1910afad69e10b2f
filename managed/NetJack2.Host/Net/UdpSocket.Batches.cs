// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetJack2.Interop;
using NetJack2.Link.Datagrams;
using NetJack2.RealTime;

namespace NetJack2.Host.Net;

public sealed unsafe partial class UdpSocket
{
    private const int OutgoingMessages = 64;

    // Sends after which runs are tried again: about a minute of cycles, since routes change.
    private const int CyclesWithoutRuns = 10_000;

    // What routers or the peer's host report about an earlier datagram (ICMP) is returned once, in place of sending. Another report may
    // arrive before the repetition; so many in a row are none.
    private const int MostPendingErrors = 8;

    private int _cyclesWithoutRuns;

    /// <summary>Whether the kernel is given runs of datagrams to cut. Where it or the device has refused one, not for a while.</summary>
    public bool CanSegment
    {
        get => _cyclesWithoutRuns == 0;
        set => _cyclesWithoutRuns = value ? 0 : int.MaxValue;
    }

    /// <inheritdoc/>
    [RealTimeSafe]
    public SocketStatus Send(OutgoingBatch batch)
    {
        byte* bytes = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(batch.Bytes));
        int count = 0;
        SocketStatus status = SocketStatus.Done;
        if (_cyclesWithoutRuns is > 0 and < int.MaxValue)
            _cyclesWithoutRuns--;
        foreach (ref readonly OutgoingBatch.Run run in batch.Runs)
        {
            if (CanSegment || run.Count == 1)
            {
                _outgoing.SetOutgoing(count++, bytes + run.Offset, run.Length, run.Count == 1 ? 0 : run.SegmentSize);
                if (count == OutgoingMessages)
                    status = Worse(status, Flush(ref count));
                continue;
            }
            for (int offset = 0; offset < run.Length; offset += run.SegmentSize)
            {
                _outgoing.SetOutgoing(count++, bytes + run.Offset + offset, Math.Min(run.SegmentSize, run.Length - offset), 0);
                if (count == OutgoingMessages)
                    status = Worse(status, Flush(ref count));
            }
        }
        return count == 0 ? status : Worse(status, Flush(ref count));
    }

    /// <inheritdoc/>
    [RealTimeSafe]
    public SocketStatus Receive(IncomingBatch batch)
    {
        batch.Clear();
        byte* bytes = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(batch.Memory));
        for (int message = 0; message < IncomingBatch.MessageCount; message++)
            _incoming.SetIncoming(message, bytes + (message * IncomingBatch.MessageSize), IncomingBatch.MessageSize);
        int received = Posix.recvmmsg(Descriptor, _incoming.Messages, IncomingBatch.MessageCount, Posix.MSG_DONTWAIT, null);
        if (received <= 0)
            return StatusOf(Marshal.GetLastSystemError());
        for (int message = 0; message < received; message++)
            batch.Add(message, _incoming.ReceivedLength(message), _incoming.SegmentSize(message));
        return SocketStatus.Done;
    }

    [RealTimeSafe]
    private static SocketStatus Worse(SocketStatus first, SocketStatus second) => first == SocketStatus.Done ? second : first;

    [RealTimeSafe]
    private SocketStatus Flush(ref int count)
    {
        int total = count;
        int failures = 0;
        var status = SocketStatus.Done;
        count = 0;
        for (int sent = 0; sent < total;)
        {
            int done = Posix.sendmmsg(Descriptor, _outgoing.Messages + sent, (uint)(total - sent), Posix.MSG_DONTWAIT);
            if (done > 0)
            {
                sent += done;
                failures = 0;
                continue;
            }
            SocketStatus error = SendStatusOf(Marshal.GetLastSystemError());
            if (error == SocketStatus.Full)
                return Worse(status, error);
            if (++failures <= MostPendingErrors)
            {
                status = error == SocketStatus.Refused ? Worse(status, error) : status;
                continue;
            }
            if (!_outgoing.IsRun(sent))
                return Worse(status == SocketStatus.Refused ? SocketStatus.Done : status, error);
            // A kernel without UDP_SEGMENT, a device without checksum offload, or a run whose datagrams are longer than the route's
            // MTU, where single ones are cut (Linux 6.14 and later: EMSGSIZE). They leave one by one, and for a while all do.
            _cyclesWithoutRuns = CyclesWithoutRuns;
            error = SendSingly(sent);
            if (error != SocketStatus.Done)
                return error;
            sent++;
            failures = 0;
        }
        return status;
    }

    // The datagrams of one run as messages of their own. Not a run each, so this comes to an end.
    [RealTimeSafe]
    private SocketStatus SendSingly(int run)
    {
        int count = _single.SetOutgoing(_outgoing, run);
        int failures = 0;
        for (int sent = 0; sent < count;)
        {
            int done = Posix.sendmmsg(Descriptor, _single.Messages + sent, (uint)(count - sent), Posix.MSG_DONTWAIT);
            if (done > 0)
            {
                sent += done;
                failures = 0;
            }
            else if (SendStatusOf(Marshal.GetLastSystemError()) is var error
                && (error == SocketStatus.Full || ++failures > MostPendingErrors))
            {
                return error;
            }
        }
        return SocketStatus.Done;
    }
}
