// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Net;
using NetJack2.Interop;
using NetJack2.Link.Datagrams;
using NetJack2.RealTime;

namespace NetJack2.Host.Linux;

/// <summary>Waits for a socket with ppoll; other threads end the wait through an eventfd.</summary>
public sealed unsafe class PollWaiter : IWaiter, IDisposable
{
    private readonly int _event = Posix.eventfd(0, Posix.EFD_NONBLOCK | Posix.EFD_CLOEXEC);

    /// <summary>What becomes readable when somebody wakes, for those who wait by themselves.</summary>
    public int Descriptor => _event;

    /// <inheritdoc/>
    [RealTimeSafe]
    public void Wait(IDatagramSocket? socket, long nanoseconds) => Wait(socket, null, nanoseconds);

    /// <summary>Waits for either of two sockets, as <see cref="Wait(IDatagramSocket?, long)"/> for one.</summary>
    [RealTimeSafe]
    public void Wait(IDatagramSocket? first, IDatagramSocket? second, long nanoseconds)
    {
        if (nanoseconds <= 0)
            return;
        pollfd* fds = stackalloc pollfd[3];
        fds[0] = new pollfd { fd = _event, events = Posix.POLLIN };
        nuint count = 1;
        if (first is UdpSocket firstUdp)
            fds[count++] = new pollfd { fd = firstUdp.Descriptor, events = Posix.POLLIN };
        if (second is UdpSocket secondUdp)
            fds[count++] = new pollfd { fd = secondUdp.Descriptor, events = Posix.POLLIN };
        timespec time = PollTime.From(nanoseconds);
        if (Posix.ppoll(fds, count, &time, null) > 0 && fds[0].revents != 0)
        {
            ulong wakes;
            _ = Posix.read(_event, &wakes, sizeof(ulong));
        }
    }

    /// <summary>Ends a present or the next wait. Any thread.</summary>
    [RealTimeSafe]
    public void Wake()
    {
        ulong one = 1;
        _ = Posix.write(_event, &one, sizeof(ulong));
    }

    /// <inheritdoc/>
    public void Dispose() => _ = Posix.close(_event);
}
