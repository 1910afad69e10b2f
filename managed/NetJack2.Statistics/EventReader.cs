// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;

namespace NetJack2.Statistics;

/// <summary>Reads the events of a copy of a page. For programs; allocates.</summary>
public static class EventReader
{
    /// <summary>The first revision of a page with events: <see cref="PageHeader.Revision"/>.</summary>
    public const uint FirstRevision = 2;

    /// <summary>The events of a page whose header was read from the same copy, in the order of their numbers.</summary>
    /// <returns>
    /// None where the page has no ring, or not within the file. An event that was being written is left out, and is there a moment later;
    /// one that is not in its place is no event.
    /// </returns>
    public static IReadOnlyList<PageEvent> Read(ReadOnlySpan<byte> page, in PageHeader header)
    {
        var events = new List<PageEvent>();
        if (!HasRing(page, header))
            return events;
        for (uint place = 0; place < header.EventCount; place++)
        {
            PageEvent found = MemoryMarshal.Read<PageEvent>(page[(int)(header.EventOffset + (place * header.EventSize))..]);
            if (found.Serial != 0 && found.Serial == found.SerialEnd && (found.Serial - 1) % header.EventCount == place)
                events.Add(found);
        }
        events.Sort((one, other) => one.Serial.CompareTo(other.Serial));
        return events;
    }

    private static bool HasRing(ReadOnlySpan<byte> page, in PageHeader header) =>
        header.Revision >= FirstRevision && header.EventSize >= PageEvent.Size && header.EventOffset >= header.HeaderSize
        && header.EventOffset + ((ulong)header.EventSize * header.EventCount) <= (ulong)page.Length;
}
