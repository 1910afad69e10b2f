// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Midi;

/// <summary>The sent events by number, and which of them were received.</summary>
/// <remarks>Written by the sender, then by the receiver of the same cycle.</remarks>
internal sealed class SentEvents(int capacity, IReadOnlyList<int> sizes)
{
    private readonly long[] _sentAt = new long[capacity];
    private readonly byte[] _received = new byte[capacity];

    public IReadOnlyList<int> Sizes { get; } = sizes;

    /// <summary>The number of the next event.</summary>
    public int Count { get; private set; }

    public bool IsFull => Count == capacity;

    /// <summary>Treats every number as sent: for a receiver whose sender is on another host.</summary>
    public void AssumeAllSent()
    {
        Count = capacity;
        IsAssumed = true;
    }

    /// <summary>Whether another process sends: the sent and so the lost events are unknown.</summary>
    public bool IsAssumed { get; private set; }

    public int SizeOf(int number) => Sizes[number % Sizes.Count];

    public void Add(long frame) => _sentAt[Count++] = frame;

    public long SentAt(int number) => _sentAt[number];

    /// <summary>Marks an event as received; false if it was received before.</summary>
    public bool Receive(int number)
    {
        bool first = _received[number] == 0;
        _received[number] = 1;
        return first;
    }

    public bool WasReceived(int number) => _received[number] != 0;

    /// <summary>The last sent note with these low bits; −1 if there is none.</summary>
    public int ResolveNote(int lowBits)
    {
        if (IsAssumed) return lowBits;
        int last = Count - 1;
        int age = (last - lowBits) & (NumberedEvent.NoteNumbers - 1);
        return last - age;
    }
}
