// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Link.Midi;

/// <summary>The cycle of the last event of each note and controller of a MIDI port: older events are out of date.</summary>
internal sealed class EventTimes(int ports) : IDisposable
{
    private const int ModePlace = (2 * 128) + 3;
    private const int KindsPerChannel = ModePlace + 1;

    // Local control is the one of them that ends nothing.
    private const int FirstModeMessage = 120, LocalControl = 122;

    // Late are events of a few cycles ago; what was played in one of the next is newer than they are.
    private const uint MostLateness = 64;
    private const int PerPort = (16 * KindsPerChannel) + 1;

    private readonly NativeArray<uint> _cycles = new(ports * PerPort, isCleared: true);

    // A cycle may have any number, so none of them can stand for "never".
    private readonly NativeArray<byte> _isKnown = new(ports * PerPort, isCleared: true);

    /// <summary>Notes that an event was played.</summary>
    [RealTimeSafe]
    public void Record(int port, ReadOnlySpan<byte> data, uint cycle)
    {
        int index = IndexOf(port, data);
        if (index < 0)
            return;
        _cycles.Span[index] = cycle;
        _isKnown.Span[index] = 1;
    }

    /// <summary>Whether a late event is still valid: nothing of its kind was played since, and nothing that ends it.</summary>
    [RealTimeSafe]
    public bool IsNews(int port, ReadOnlySpan<byte> data, uint cycle)
    {
        int index = IndexOf(port, data);
        if (index < 0)
            return IsTimeless(data);
        // A channel mode message ends what is on; late, it would end what began after it. What it should have ended the peer names no more.
        return !IsMode(data) && !IsNewer(index, cycle) && !(IsNote(data) && IsNewer(ModeOf(port, data), cycle));
    }

    [RealTimeSafe]
    private bool IsNewer(int index, uint cycle) => _isKnown.Span[index] != 0 && _cycles.Span[index] - cycle - 1 < MostLateness;

    [RealTimeSafe]
    private static bool IsNote(ReadOnlySpan<byte> data) => (data[0] & 0xF0) is 0x80 or 0x90;

    [RealTimeSafe]
    private static bool IsMode(ReadOnlySpan<byte> data)
        => (data[0] & 0xF0) == 0xB0 && data.Length == 3 && (data[1] & 127) is >= FirstModeMessage and not LocalControl;

    [RealTimeSafe]
    private static int ModeOf(int port, ReadOnlySpan<byte> data) => (port * PerPort) + ((data[0] & 15) * KindsPerChannel) + ModePlace;

    // A message to a device means the same at any time; a timing message does not.
    [RealTimeSafe]
    private static bool IsTimeless(ReadOnlySpan<byte> data) => data[0] is 0xF0 or 0xF3 or 0xF6 or 0xF8;

    [RealTimeSafe]
    private static int IndexOf(int port, ReadOnlySpan<byte> data)
    {
        int start = port * PerPort;
        int kind = data[0] & 0xF0;
        if (data[0] is >= 0xFA and <= 0xFC)
            return start + PerPort - 1;
        int channel = start + ((data[0] & 15) * KindsPerChannel);
        if (IsMode(data))
            return channel + ModePlace;
        return kind switch
        {
            0x80 or 0x90 when data.Length == 3 => channel + (data[1] & 127),
            0xB0 when data.Length == 3 => channel + 128 + (data[1] & 127),
            0xC0 or 0xD0 when data.Length == 2 => channel + 256 + ((kind >> 4) - 0xC),
            0xE0 when data.Length == 3 => channel + 256 + 2,
            _ => -1,
        };
    }

    public void Dispose()
    {
        _cycles.Dispose();
        _isKnown.Dispose();
    }
}
