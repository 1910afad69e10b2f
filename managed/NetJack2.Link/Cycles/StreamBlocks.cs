// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Link.Cycles;

/// <summary>Where the block of each active port begins in the stream of a cycle. Made once a cycle, used for each of its packets.
/// </summary>
/// <param name="ports">The most ports.</param>
public sealed class StreamBlocks(int ports)
{
    /// <summary>Those of cycles without a stream.</summary>
    public static StreamBlocks None { get; } = new(0);

    private readonly int[] _ports = new int[ports];

    // One more: where the last block ends.
    private readonly int[] _starts = new int[ports + 1];

    private int _count;

    /// <summary>The end of the last block: bytes of the stream.</summary>
    public int End => _starts[_count];

    /// <summary>Begins anew: the first block begins at this offset.</summary>
    [RealTimeSafe]
    public void Clear(int start)
    {
        _count = 0;
        _starts[0] = start;
    }

    /// <summary>Adds the block of a port behind the others. Ports come in ascending order.</summary>
    [RealTimeSafe]
    public void Add(int port, int size)
    {
        _ports[_count] = port;
        _starts[_count + 1] = _starts[_count] + size;
        _count++;
    }

    /// <summary>Finds the block in which a byte of the stream lies; not one of no bytes.</summary>
    [RealTimeSafe]
    public bool TryFind(int offset, out int port, out int start, out int size)
    {
        (port, start, size) = (0, 0, 0);
        if (offset < _starts[0] || offset >= End)
            return false;
        int low = 0;
        for (int high = _count; high - low > 1;)
        {
            int middle = (low + high) / 2;
            (low, high) = offset < _starts[middle] ? (low, middle) : (middle, high);
        }
        (port, start, size) = (_ports[low], _starts[low], _starts[low + 1] - _starts[low]);
        return true;
    }

    /// <summary>Where the block of an active port begins.</summary>
    [RealTimeSafe]
    public int StartOf(int port) => _starts[Math.Max(0, _ports.AsSpan(0, _count).IndexOf(port))];
}
