// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Interop;
using NetJack2.RealTime;

namespace NetJack2.Host.Net;

/// <summary>The structures that sendmmsg and recvmmsg read, in memory that does not move.</summary>
internal sealed unsafe class MessageTable : IDisposable
{
    // struct cmsghdr, then an int (UDP_GRO) or a short (UDP_SEGMENT), padded to the size of a word.
    private const int ControlHeader = 16;
    private const int ControlSpace = ControlHeader + 8;

    private readonly int _count;
    private readonly iovec* _pieces;
    private readonly byte* _controls;
    private mmsghdr* _messages;

    public MessageTable(int count)
    {
        _count = count;
        _messages = (mmsghdr*)NativeMemory.AllocZeroed((nuint)count, (nuint)sizeof(mmsghdr));
        _pieces = (iovec*)NativeMemory.AllocZeroed((nuint)count, (nuint)sizeof(iovec));
        _controls = (byte*)NativeMemory.AllocZeroed((nuint)count, ControlSpace);
        for (int index = 0; index < count; index++)
        {
            _messages[index].msg_hdr.msg_iov = _pieces + index;
            _messages[index].msg_hdr.msg_iovlen = 1;
        }
    }

    public mmsghdr* Messages => _messages;

    /// <summary>A message that is one datagram, or, with a segment size, as many as that size divides it into.</summary>
    [RealTimeSafe]
    public void SetOutgoing(int index, byte* bytes, int length, int segmentSize)
    {
        _pieces[index] = new iovec { iov_base = bytes, iov_len = (nuint)length };
        ref msghdr header = ref _messages[index].msg_hdr;
        if (segmentSize == 0)
        {
            header.msg_control = null;
            header.msg_controllen = 0;
            return;
        }
        byte* control = _controls + (index * ControlSpace);
        var cmsg = (cmsghdr*)control;
        cmsg->cmsg_len = ControlHeader + sizeof(ushort);
        cmsg->cmsg_level = Posix.IPPROTO_UDP;
        cmsg->cmsg_type = Posix.UDP_SEGMENT;
        *(ushort*)(control + ControlHeader) = (ushort)segmentSize;
        header.msg_control = control;
        header.msg_controllen = ControlSpace;
    }

    /// <summary>Whether a message is several datagrams.</summary>
    [RealTimeSafe]
    public bool IsRun(int index) => _messages[index].msg_hdr.msg_control != null;

    /// <summary>Makes each datagram of another table's run a message; returns how many there are.</summary>
    [RealTimeSafe]
    public int SetOutgoing(MessageTable runs, int run)
    {
        var bytes = (byte*)runs._pieces[run].iov_base;
        int length = (int)runs._pieces[run].iov_len;
        int size = *(ushort*)(runs._controls + (run * ControlSpace) + ControlHeader);
        int count = 0;
        for (int offset = 0; offset < length && count < _count; offset += size)
            SetOutgoing(count++, bytes + offset, Math.Min(size, length - offset), segmentSize: 0);
        return count;
    }

    /// <summary>A place for a message. The kernel overwrites the lengths, so it is set anew for each call.</summary>
    [RealTimeSafe]
    public void SetIncoming(int index, byte* bytes, int length)
    {
        _pieces[index] = new iovec { iov_base = bytes, iov_len = (nuint)length };
        ref msghdr header = ref _messages[index].msg_hdr;
        header.msg_control = _controls + (index * ControlSpace);
        header.msg_controllen = ControlSpace;
    }

    [RealTimeSafe]
    public int ReceivedLength(int index) => (int)_messages[index].msg_len;

    /// <summary>Bytes of each datagram in a received message; 0 where the message is one datagram.</summary>
    [RealTimeSafe]
    public int SegmentSize(int index)
    {
        ref msghdr header = ref _messages[index].msg_hdr;
        var cmsg = (cmsghdr*)header.msg_control;
        return header.msg_controllen >= ControlHeader + sizeof(int)
            && cmsg->cmsg_level == Posix.IPPROTO_UDP && cmsg->cmsg_type == Posix.UDP_GRO
            ? *(int*)((byte*)cmsg + ControlHeader)
            : 0;
    }

    public void Dispose()
    {
        if (_messages == null)
            return;
        NativeMemory.Free(_messages);
        NativeMemory.Free(_pieces);
        NativeMemory.Free(_controls);
        _messages = null;
    }
}
