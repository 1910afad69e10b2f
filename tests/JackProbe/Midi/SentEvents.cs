// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Midi;

/// <summary>What was sent, by number, and what of it came back. Written by the sender, then by the receiver, of the same cycle.</summary>
internal sealed class SentEvents(int capacity, IReadOnlyList<int> sizes)
{
    private readonly long[] _sentAt = new long[capacity];
    private readonly byte[] _received = new byte[capacity];

    public IReadOnlyList<int> Sizes { get; } = sizes;

    /// <summary>The number of the next event.</summary>
    public int Count { get; private set; }

    public bool IsFull => Count == capacity;

    /// <summary>Every number counts as sent: for a receiver whose sender is on another host.</summary>
    public void AssumeAllSent()
    {
        Count = capacity;
        IsAssumed = true;
    }

    /// <summary>The numbers are not ours: what was sent, and so what is lost, is not known here.</summary>
    public bool IsAssumed { get; private set; }

    public int SizeOf(int number) => Sizes[number % Sizes.Count];

    public void Add(long frame) => _sentAt[Count++] = frame;

    public long SentAt(int number) => _sentAt[number];

    /// <summary>Counts one more arrival of an event; false when it had arrived before.</summary>
    public bool Receive(int number)
    {
        bool first = _received[number] == 0;
        _received[number] = 1;
        return first;
    }

    public bool WasReceived(int number) => _received[number] != 0;

    /// <summary>The last sent note whose low bits are these; −1 when there is none.</summary>
    public int ResolveNote(int lowBits)
    {
        if (IsAssumed) return lowBits;
        int last = Count - 1;
        int age = (last - lowBits) & (NumberedEvent.NoteNumbers - 1);
        return last - age;
    }
}
