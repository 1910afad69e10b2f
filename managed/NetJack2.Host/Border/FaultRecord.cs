// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using NetJack2.RealTime;
using NetJack2.Statistics;

namespace NetJack2.Host.Border;

/// <summary>Exceptions that are defects: how many there were, the first of them, and where it happened.</summary>
/// <remarks>
/// Any thread notes, without a lock and without memory, of which there may be none left: the first exception is kept as it is, and a
/// control thread makes a text of it.
/// </remarks>
public sealed class FaultRecord
{
    private const int MostLocation = 80;

    private Exception? _first;
    private int _firstPlace;
    private long _count;

    /// <summary>Number of exceptions. Any thread.</summary>
    public long Count => Volatile.Read(ref _count);

    /// <summary>Counts an exception, and keeps it if it is the first. Any thread; allocates nothing.</summary>
    [RealTimeSafe]
    public void Record(Exception exception, FaultPlace place)
    {
        if (Interlocked.CompareExchange(ref _first, exception, null) is null)
            Volatile.Write(ref _firstPlace, (int)place);
        Interlocked.Increment(ref _count);
    }

    /// <summary>Fills in the numbers of a session that these exceptions belong to. Control thread; allocates nothing.</summary>
    public void Describe(ref SessionCounters counters)
    {
        counters.Faults = Count;
        counters.FirstFault = Volatile.Read(ref _first)?.HResult ?? 0;
        counters.FirstFaultPlace = Volatile.Read(ref _firstPlace);
    }

    /// <summary>
    /// The first exception in a clause: its type, where it happened, and how many there are by now. Control thread; allocates.
    /// </summary>
    public string Describe()
    {
        if (Volatile.Read(ref _first) is not { } first)
            return "none";
        string line = $"{first.GetType().Name} {FaultText.PlaceOf(Volatile.Read(ref _firstPlace))}";
        return string.Create(CultureInfo.InvariantCulture, $"{line}{LocationOf(first)}; {Count} so far");
    }

    // In a plug-in, whose code has no names, this is an offset in its file: addr2line finds the line.
    private static string LocationOf(Exception exception)
    {
        string trace = exception.StackTrace?.Split('\n')[0].Trim() ?? "";
        return trace.Length == 0 ? "" : $", {(trace.Length > MostLocation ? trace[..MostLocation] : trace)}";
    }
}
