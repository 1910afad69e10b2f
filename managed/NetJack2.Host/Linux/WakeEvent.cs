// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Interop;
using NetJack2.RealTime;

namespace NetJack2.Host.Linux;

/// <summary>Lets any thread end the wait of another: an eventfd.</summary>
public sealed unsafe class WakeEvent : IDisposable
{
    private readonly FileDescriptor _event = new(Posix.eventfd(0, Posix.EFD_NONBLOCK | Posix.EFD_CLOEXEC));

    /// <summary>The descriptor, readable once <see cref="Wake"/> was called: for waits on further descriptors.</summary>
    public int Descriptor => _event.Value;

    /// <summary>Waits until it is woken, and removes the wake. One thread.</summary>
    /// <param name="nanoseconds">The longest wait; 0 or less does not wait.</param>
    [RealTimeSafe]
    public void Wait(long nanoseconds)
    {
        if (nanoseconds <= 0)
            return;
        var fd = new pollfd { fd = Descriptor, events = Posix.POLLIN };
        timespec time = PollTime.From(nanoseconds);
        if (Posix.ppoll(&fd, 1, &time, null) > 0)
            Clear();
    }

    /// <summary>Ends a present or the next wait. Any thread.</summary>
    [RealTimeSafe]
    public void Wake()
    {
        ulong one = 1;
        _ = Posix.write(Descriptor, &one, sizeof(ulong));
    }

    /// <summary>Removes a pending wake, so that the next wait blocks. The waiting thread.</summary>
    [RealTimeSafe]
    public void Clear()
    {
        ulong wakes;
        _ = Posix.read(Descriptor, &wakes, sizeof(ulong));
    }

    /// <inheritdoc/>
    public void Dispose() => _event.Dispose();
}
