// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Link.Midi;

/// <summary>In which cycle something was last said of each note and controller of a MIDI port: what is older is out of date.</summary>
internal sealed class EventTimes(int ports)
{
    private const int KindsPerChannel = (2 * 128) + 3;
    private const int PerPort = (16 * KindsPerChannel) + 1;

    private readonly uint[] _cycles = new uint[ports * PerPort];

    /// <summary>Notes that an event was played.</summary>
    [RealTimeSafe]
    public void Note(int port, ReadOnlySpan<byte> data, uint cycle)
    {
        int index = IndexOf(port, data);
        if (index >= 0)
            _cycles[index] = cycle;
    }

    /// <summary>Whether an event that comes late still says something: nothing of its kind was played since.</summary>
    [RealTimeSafe]
    public bool IsNews(int port, ReadOnlySpan<byte> data, uint cycle)
    {
        int index = IndexOf(port, data);
        return index < 0 ? IsTimeless(data) : _cycles[index] == 0 || (int)(_cycles[index] - cycle) <= 0;
    }

    // A message to a device says the same at any time; one about the time that passes does not.
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
        return kind switch
        {
            0x80 or 0x90 when data.Length == 3 => channel + (data[1] & 127),
            0xB0 when data.Length == 3 => channel + 128 + (data[1] & 127),
            0xC0 or 0xD0 when data.Length == 2 => channel + 256 + ((kind >> 4) - 0xC),
            0xE0 when data.Length == 3 => channel + 256 + 2,
            _ => -1,
        };
    }
}
