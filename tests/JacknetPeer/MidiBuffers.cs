// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;

namespace NetJack2.JacknetPeer;

/// <summary>MIDI port buffers in jackd's layout, as libjacknet uses them. Never freed.</summary>
internal sealed unsafe class MidiBuffers
{
    private const int Size = 32768;
    private const uint Magic = 0x900DF00D;

    /// <param name="count">Number of buffers; a negative number, which a slave may send, counts as 0.</param>
    public MidiBuffers(int count)
    {
        Count = Math.Max(count, 0);
        Pointers = (void**)NativeMemory.AllocZeroed((nuint)(Math.Max(count, 1) * sizeof(void*)));
        for (int i = 0; i < count; i++)
        {
            Pointers[i] = NativeMemory.AllocZeroed(Size);
            Head(i) = new Header { Magic = Magic, Size = Size };
        }
    }

    public void** Pointers { get; }

    public int Count { get; }

    /// <summary>The number of events in a buffer.</summary>
    public int Events(int index) => Head(index).Magic == Magic ? (int)Math.Min(Head(index).Events, 1000) : 0;

    /// <summary>An event of up to four bytes: time in frames, size, bytes.</summary>
    public (uint Time, uint Size, uint Data) Event(int index, int number)
    {
        uint* entry = Entry(index, number);
        return (entry[0], entry[1], entry[2]);
    }

    /// <summary>Replaces the events of a buffer by one of three bytes, or by none.</summary>
    public void Set(int index, int period, (uint Time, uint Data)? content)
    {
        ref Header head = ref Head(index);
        head.Frames = (uint)period;
        head.Events = content is null ? 0u : 1u;
        if (content is not { } one) return;
        uint* entry = Entry(index, 0);
        entry[0] = one.Time;
        entry[1] = 3;
        entry[2] = one.Data;
    }

    private ref Header Head(int index) => ref *(Header*)Pointers[index];

    private uint* Entry(int index, int number) => (uint*)((byte*)Pointers[index] + sizeof(Header)) + (3 * number);

    private struct Header
    {
        public uint Magic;
        public uint Size;
        public uint Frames;
        public uint Written;
        public uint Events;
        public uint Lost;
    }
}
