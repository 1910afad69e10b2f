namespace NetJack2.Engine;

/// <summary>What the runtime's memory did since a session began: nothing, if all is well.</summary>
/// <remarks>Bytes are counted in the portions that threads get from the heap (8 KiB), so a few small objects may not show at once.</remarks>
public readonly struct MemoryWatch
{
    private readonly int _collections;
    private readonly long _bytes;

    private MemoryWatch(int collections, long bytes)
    {
        _collections = collections;
        _bytes = bytes;
    }

    /// <summary>Begins to watch.</summary>
    public static MemoryWatch Begin() => new(GC.CollectionCount(0), GC.GetTotalAllocatedBytes());

    /// <summary>What has happened since, for a log line. Allocates, after it has looked.</summary>
    public string Describe()
    {
        MemoryWatch now = Begin();
        int collections = now._collections - _collections;
        long bytes = now._bytes - _bytes;
        return $"{collections} collections, {bytes} bytes allocated";
    }
}
