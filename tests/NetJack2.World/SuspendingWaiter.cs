// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Models;

namespace NetJack2.World;

/// <summary>Notes what a slave's thread waits for, and makes it return to the world, which calls it again when that is there.</summary>
internal sealed class SuspendingWaiter(VirtualClock clock) : IWaiter
{
    private bool _hasPolled;
    private VirtualSocket? _socket;
    private long _until;

    /// <summary>Ends the wait from which <see cref="Wait"/> was called.</summary>
    public Action Suspend { get; set; } = () => { };

    public long WakeAt => Math.Min(_until, _socket?.NextArrival ?? long.MaxValue);

    /// <summary>The thread begins to wait for a cycle.</summary>
    public void Begin() => _hasPolled = false;

    public void Wait(IDatagramSocket? socket, long nanoseconds)
    {
        if (nanoseconds <= 0)
            return;
        // A wait may always end early. The first one does, so that the socket is looked at in every step.
        if (!_hasPolled)
        {
            _hasPolled = true;
            return;
        }
        _socket = (VirtualSocket?)socket;
        _until = clock.Now + nanoseconds;
        Suspend();
    }
}
