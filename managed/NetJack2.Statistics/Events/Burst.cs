// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;

namespace NetJack2.Statistics.Events;

/// <summary>
/// What happens often, as few events: the first of a burst at once, what follows after one second, two, four, and so on up to a minute.
/// Nothing is left out of the counts.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct Burst
{
    private const long ShortestNs = EventTimes.SecondNs, LongestNs = 60 * EventTimes.SecondNs;

    // What has not happened for so long begins anew.
    private const long QuietNs = 10 * EventTimes.SecondNs;

    private long _happenedNs;
    private long _reportedNs;
    private long _intervalNs;

    /// <summary>What was counted since the last report, and was not reported yet.</summary>
    public long Count { readonly get; private set; }

    /// <summary>How long that lasted in sum, in nanoseconds.</summary>
    public long Duration { readonly get; private set; }

    /// <summary>The samples of all ports that were concealed since the last report.</summary>
    public long Concealed { readonly get; private set; }

    /// <summary>Adds what has happened since the last call. A duration or concealed samples without a count are added, but start no
    /// report.</summary>
    public void Add(long count, long nowNs, long duration = 0, long concealed = 0)
    {
        Concealed += concealed;
        Duration += duration;
        if (count == 0)
            return;
        Count += count;
        _happenedNs = nowNs;
    }

    /// <summary>Whether a report is due. After ten seconds without a count the burst is over.</summary>
    public bool IsDue(long nowNs)
    {
        bool isQuiet = nowNs - _happenedNs >= QuietNs;
        if (isQuiet && Count == 0)
            this = default;
        return Count != 0 && (isQuiet || nowNs - _reportedNs >= _intervalNs);
    }

    /// <summary>Begins a new count after a report.</summary>
    public void Clear(long nowNs)
    {
        Count = Duration = Concealed = 0;
        _reportedNs = nowNs;
        _intervalNs = Math.Clamp(2 * _intervalNs, ShortestNs, LongestNs);
    }
}
