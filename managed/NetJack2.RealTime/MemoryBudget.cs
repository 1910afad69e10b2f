// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.RealTime;

/// <summary>How many bytes sessions may have for their packets: peers decide how many there are, and how large.</summary>
/// <remarks>Control thread.</remarks>
/// <param name="module">The budget that all sessions of the module share; null: this one is it.</param>
/// <param name="most">The most that may be in use at once, in bytes.</param>
public sealed class MemoryBudget(MemoryBudget? module = null, long most = MemoryBudget.MostPerModule)
{
    /// <summary>The most bytes for one session: 255 channels each way fit up to a period of 8192 frames at the usual network
    /// latency.</summary>
    public const long MostPerSession = 128L << 20;

    /// <summary>The most bytes for all sessions of a module.</summary>
    public const long MostPerModule = 256L << 20;

    /// <summary>The most bytes for the sessions with one address: half, so that it cannot take what others need.</summary>
    public const long MostPerAddress = MostPerModule / 2;

    /// <summary>Memory that is in use, in bytes.</summary>
    public long Used { get; private set; }

    /// <summary>Reserves what a session needs, before any of it is allocated.</summary>
    /// <returns>False where the session may not have as much, or the module has no more.</returns>
    public bool TryReserve(long bytes)
    {
        if (bytes > MostPerSession || Used + bytes > most || module?.TryReserve(bytes) == false)
            return false;
        Used += bytes;
        return true;
    }

    /// <summary>Returns so many bytes to the budget.</summary>
    public void Give(long bytes)
    {
        Used -= bytes;
        module?.Give(bytes);
    }
}
