// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Results;

/// <summary>The counts of one direction of the relay since its impairment was set.</summary>
/// <param name="Datagrams">Received datagrams.</param>
/// <param name="Bytes">Bytes of their payloads.</param>
/// <param name="Dropped">Datagrams dropped as configured.</param>
/// <param name="Duplicated">Datagrams sent twice.</param>
/// <param name="Overtaken">Frames sent after one that arrived later.</param>
/// <param name="Overruns">Frames that the kernel dropped.</param>
/// <param name="WorstLateness">The largest time in µs between the due time of a frame and its departure.</param>
/// <param name="Mutants">Added changed datagrams.</param>
/// <param name="DroppedTypes">
/// Dropped datagrams by data type: of netjack2-cs 'c' (part of a cycle), 'r' (resent MIDI), 't' (transport); of jack2 's', 'a', 'm';
/// '?' others.
/// </param>
public sealed record RelayLaneResult(
    long Datagrams, long Bytes, long Dropped, long Duplicated, long Overtaken, long Overruns, long WorstLateness, long Mutants,
    IReadOnlyDictionary<string, long> DroppedTypes)
{
    /// <summary>The number of dropped datagrams of this type.</summary>
    public long DroppedOf(char type) => DroppedTypes.GetValueOrDefault($"{type}");

    /// <summary>The result in one line.</summary>
    public string Summary
        => $"{Datagrams} datagrams, {Dropped} dropped ({string.Join(' ', DroppedTypes.Select(type => $"{type.Key}:{type.Value}"))}), "
            + $"{Duplicated} duplicated, {Mutants} mutants, {Overtaken} overtaken, {Overruns} overruns, late by {WorstLateness} µs at most";
}
