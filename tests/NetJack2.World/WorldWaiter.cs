// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;

namespace NetJack2.World;

/// <summary>Lets the rest of the world go on while a step waits.</summary>
internal sealed class WorldWaiter(VirtualWorld world) : IWaiter
{
    public void Wait(IDatagramSocket? socket, long nanoseconds)
    {
        if (nanoseconds > 0)
            world.RunUntil(world.Clock.Now + nanoseconds, (VirtualSocket?)socket);
    }
}
