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

    /// <inheritdoc/>
    [RealTimeSafe]
    public SocketStatus Send(OutgoingBatch batch)
    {
        byte* bytes = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(batch.Bytes));
        int count = 0;
        SocketStatus status = SocketStatus.Done;
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
        var status = SocketStatus.Done;
        count = 0;
        for (int sent = 0; sent < total;)
        {
            int done = Posix.sendmmsg(Descriptor, _outgoing.Messages + sent, (uint)(total - sent), Posix.MSG_DONTWAIT);
            if (done > 0)
            {
                sent += done;
                continue;
            }
            int error = Marshal.GetLastSystemError();
            if (error == Posix.EINTR)
                continue;
            // A device without checksum offload, or a kernel without UDP_SEGMENT: from the next cycle on, message by message.
            if (error is Posix.EIO or Posix.EINVAL or Posix.ENOPROTOOPT)
                CanSegment = false;
            // What an earlier datagram brought back (ICMP) is told once, in place of sending.
            if (status == SocketStatus.Done && SendStatusOf(error) == SocketStatus.Refused)
            {
                status = SocketStatus.Refused;
                continue;
            }
            return SendStatusOf(error);
        }
        return status;
    }
}
