// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Results;

/// <summary>What one way through the relay did since its impairment was set.</summary>
/// <param name="Datagrams">Datagrams that came.</param>
/// <param name="Bytes">Of their payloads.</param>
/// <param name="Dropped">Datagrams that were lost on purpose.</param>
/// <param name="Duplicated">Datagrams that went on twice.</param>
/// <param name="Overtaken">Frames that left after one that had come later.</param>
/// <param name="Overruns">Frames that the kernel had no room for: lost, but not on purpose.</param>
/// <param name="WorstLateness">The most µs that one left after its time.</param>
/// <param name="Mutants">Changed datagrams that were added.</param>
/// <param name="DroppedTypes">Those dropped by what they held: 'c' a piece of a cycle of ours, 'r' MIDI again, 't' transport; 's', 'a', 'm' of an original; '?' other.</param>
public sealed record RelayLaneResult(
    long Datagrams, long Bytes, long Dropped, long Duplicated, long Overtaken, long Overruns, long WorstLateness, long Mutants, IReadOnlyDictionary<string, long> DroppedTypes)
{
    /// <summary>Lost packets of this kind.</summary>
    public long DroppedOf(char type) => DroppedTypes.GetValueOrDefault($"{type}");

    /// <summary>One line for a person.</summary>
    public string Summary
        => $"{Datagrams} datagrams, {Dropped} dropped ({string.Join(' ', DroppedTypes.Select(type => $"{type.Key}:{type.Value}"))}), {Duplicated} duplicated, {Mutants} mutants, "
            + $"{Overtaken} overtaken, {Overruns} overruns, late by {WorstLateness} µs at most";
}
