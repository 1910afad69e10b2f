// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.RealTime;

/// <summary>Whether the collected heap has room for what a thread of native code needs there when it enters managed code.</summary>
public static class MemoryReserve
{
    // Ten times as much as the runtime allocates for a thread.
    private const int Bytes = 8 * 1024;

    /// <summary>Tries to allocate the room, which is free again afterwards. Control threads; allocates.</summary>
    public static bool IsThere()
    {
        try
        {
            GC.KeepAlive(GC.AllocateUninitializedArray<byte>(Bytes));
            return true;
        }
        catch (OutOfMemoryException)
        {
            return false;
        }
    }
}
