// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;

namespace NetJack2.JackProbe.Relay;

/// <summary>The counts of one direction since its impairment was set. Written by its thread.</summary>
internal sealed class LaneCounts
{
    private readonly long[] _dropped = new long[128];
    private long _datagrams, _bytes, _duplicated, _overtaken, _overruns, _worst, _mutants;
    private long _newestSent;

    public void CountArrival(ReadOnlySpan<byte> datagram)
    {
        _datagrams++;
        _bytes += datagram.Length;
    }

    public void CountDrop(ReadOnlySpan<byte> datagram) => _dropped[FrameReader.TypeOf(datagram)]++;

    public void CountDuplicate() => _duplicated++;

    public void CountMutant() => _mutants++;

    public void CountOverrun(long frames) => _overruns += frames;

    /// <param name="due">Due time in ns; frames leave in the order of their due times.</param>
    /// <param name="arrived">Arrival time in ns.</param>
    /// <param name="now">Departure time in ns.</param>
    public void CountDeparture(long due, long arrived, long now)
    {
        _worst = Math.Max(_worst, now - due);
        if (arrived < _newestSent) _overtaken++;
        else _newestSent = arrived;
    }

    public RelayLaneResult Result => new(
        _datagrams, _bytes, _dropped.Sum(), _duplicated, _overtaken, _overruns, _worst / 1000, _mutants,
        Enumerable.Range(0, _dropped.Length).Where(type => _dropped[type] != 0)
            .ToDictionary(type => $"{(char)type}", type => _dropped[type], StringComparer.Ordinal));
}
