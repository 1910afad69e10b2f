// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Linux;
using NetJack2.Host.Net;
using NetJack2.Interop;
using NetJack2.Link.Datagrams;
using NetJack2.RealTime;

namespace NetJack2.NetManager;

/// <summary>Waits for a socket and for nothing else. Any number of threads.</summary>
public sealed unsafe class SocketWaiter : IWaiter
{
    /// <inheritdoc/>
    [RealTimeSafe]
    public void Wait(IDatagramSocket? socket, long nanoseconds)
    {
        if (nanoseconds <= 0 || socket is not UdpSocket udp)
            return;
        var fd = new pollfd { fd = udp.Descriptor, events = Posix.POLLIN };
        timespec time = PollTime.From(nanoseconds);
        _ = Posix.ppoll(&fd, 1, &time, null);
    }
}
