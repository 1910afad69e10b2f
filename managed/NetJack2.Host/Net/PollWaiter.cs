// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Linux;
using NetJack2.Interop;
using NetJack2.Link.Datagrams;
using NetJack2.RealTime;

namespace NetJack2.Host.Net;

/// <summary>Waits for one or two sockets with ppoll; other threads end the wait through a <see cref="WakeEvent"/>.</summary>
public sealed unsafe class PollWaiter : IWaiter, IDisposable
{
    private readonly WakeEvent _wake = new();

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
        fds[0] = new pollfd { fd = _wake.Descriptor, events = Posix.POLLIN };
        nuint count = 1;
        if (first is UdpSocket firstUdp)
            fds[count++] = new pollfd { fd = firstUdp.Descriptor, events = Posix.POLLIN };
        if (second is UdpSocket secondUdp)
            fds[count++] = new pollfd { fd = secondUdp.Descriptor, events = Posix.POLLIN };
        timespec time = PollTime.From(nanoseconds);
        if (Posix.ppoll(fds, count, &time, null) > 0 && fds[0].revents != 0)
            _wake.Clear();
    }

    /// <summary>Ends a present or the next wait. Any thread.</summary>
    [RealTimeSafe]
    public void Wake() => _wake.Wake();

    /// <inheritdoc/>
    public void Dispose() => _wake.Dispose();
}
