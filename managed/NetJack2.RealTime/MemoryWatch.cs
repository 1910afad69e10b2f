// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.RealTime;

/// <summary>The collections and allocations of the runtime while a session runs, which should be none. Control thread.</summary>
/// <remarks>Bytes are counted in the portions that threads get from the heap (8 KiB),
/// so a few small objects may not show at once.</remarks>
/// <param name="clock">Measures the first second.</param>
public sealed class MemoryWatch(IMonotonicClock clock)
{
    // Until then threads of JACK enter managed code for the first time, and each gets an object of the runtime.
    private readonly long _beginningEndNs = clock.Now + Durations.SecondNs;
    private readonly int _firstCollections = GC.CollectionCount(0);
    private long _firstBytes = GC.GetTotalAllocatedBytes();

    /// <summary>Garbage collections between the start of the session and the last <see cref="Update"/>, of all generations.</summary>
    public int Collections { get; private set; }

    /// <summary>Bytes that the module's managed threads allocated until then, after the session's first second.</summary>
    public long Bytes { get; private set; }

    /// <summary>Reads the runtime's counters while the session runs; what is allocated at its end does not count.</summary>
    public void Update()
    {
        Collections = GC.CollectionCount(0) - _firstCollections;
        if (clock.Now < _beginningEndNs)
            _firstBytes = GC.GetTotalAllocatedBytes();
        Bytes = GC.GetTotalAllocatedBytes() - _firstBytes;
    }

    /// <summary>Returns the counts for a log line.</summary>
    public string Describe() => $"{Collections} collections, {Bytes} bytes allocated";
}
