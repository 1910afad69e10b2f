// SPDX-License-Identifier: GPL-2.0-or-later
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using NetJack2.Interop;

namespace NetJack2.JackProbe.Junk;

/// <summary>Sends the same datagrams repeatedly, up to 64 with one system call.</summary>
internal sealed unsafe class Flood : IDisposable
{
    private const int MostAtOnce = 64;
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly int _count;
    private readonly byte* _bytes;
    private readonly iovec* _pieces;
    private readonly mmsghdr* _messages;
    private int _next;

    public Flood(IPEndPoint target, IReadOnlyList<byte[]> datagrams)
    {
        _socket.Connect(target);
        _count = datagrams.Count;
        _bytes = (byte*)NativeMemory.Alloc((nuint)datagrams.Sum(datagram => datagram.Length));
        _pieces = (iovec*)NativeMemory.Alloc((nuint)_count, (nuint)sizeof(iovec));
        _messages = (mmsghdr*)NativeMemory.AllocZeroed((nuint)_count, (nuint)sizeof(mmsghdr));
        byte* at = _bytes;
        for (int index = 0; index < _count; index++)
        {
            byte[] datagram = datagrams[index];
            datagram.CopyTo(new Span<byte>(at, datagram.Length));
            _pieces[index] = new iovec { iov_base = at, iov_len = (nuint)datagram.Length };
            _messages[index].msg_hdr.msg_iov = _pieces + index;
            _messages[index].msg_hdr.msg_iovlen = 1;
            at += datagram.Length;
        }
    }

    /// <summary>Sends the next datagrams in order, cyclically; returns their number.</summary>
    public int SendSome()
    {
        int sent = Posix.sendmmsg((int)_socket.Handle, _messages + _next, (uint)Math.Min(MostAtOnce, _count - _next), 0);
        // The target may answer an earlier one by ICMP, which fails this call; the next call continues behind it.
        sent = Math.Max(sent, 1);
        _next = (_next + sent) % _count;
        return sent;
    }

    public void Dispose()
    {
        NativeMemory.Free(_messages);
        NativeMemory.Free(_pieces);
        NativeMemory.Free(_bytes);
        _socket.Dispose();
    }
}
