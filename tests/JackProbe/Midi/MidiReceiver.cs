// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Interop;
using NetJack2.JackProbe.Jack;
using NetJack2.JackProbe.Results;
using Api = NetJack2.Interop.Jack;

namespace NetJack2.JackProbe.Midi;

/// <summary>Counts received events: intact, corrupted, repeated, of unknown size.</summary>
/// <remarks>A system-exclusive message that comes in pieces, as PipeWire hands it out, is joined.</remarks>
internal sealed unsafe class MidiReceiver(jack_port_t* port, MidiSender sender, SentEvents sent) : IProcessor
{
    private const int MostBytes = 4096;
    private const byte Begin = 0xF0, End = 0xF7;
    private readonly jack_port_t* _port = port;
    private readonly Tally[] _tallies = [.. sent.Sizes.Distinct().Select(size => new Tally(size))];
    private readonly byte[] _message = new byte[MostBytes];
    private long _strangers;
    private int _length;
    private uint _messageTime;

    public long Cycles { get; private set; }

    public long Strangers => Volatile.Read(ref _strangers);

    public IReadOnlyList<MidiSizeResult> Results => [.. _tallies.Select(tally => tally.Result(sent))];

    public void Process(uint frames)
    {
        void* buffer = Api.jack_port_get_buffer(_port, frames);
        uint count = Api.jack_midi_get_event_count(buffer);
        for (uint i = 0; i < count; i++)
        {
            jack_midi_event_t received;
            if (Api.jack_midi_event_get(&received, buffer, i) != 0) continue;
            Join(new ReadOnlySpan<byte>(received.buffer, (int)received.size), received.time);
        }

        Cycles++;
    }

    private void Join(ReadOnlySpan<byte> bytes, uint time)
    {
        bool begins = !bytes.IsEmpty && bytes[0] == Begin;
        if ((!begins && _length == 0) || (begins && bytes[^1] == End) || _length + bytes.Length > MostBytes)
        {
            _length = 0;
            Sort(bytes, time);
            return;
        }

        if (begins) (_length, _messageTime) = (0, time);
        bytes.CopyTo(_message.AsSpan(_length));
        _length += bytes.Length;
        if (_message[_length - 1] != End) return;
        Sort(_message.AsSpan(0, _length), _messageTime);
        _length = 0;
    }

    private void Sort(ReadOnlySpan<byte> bytes, uint time)
    {
        foreach (Tally tally in _tallies)
        {
            if (tally.Size != bytes.Length) continue;
            if (!NumberedEvent.TryRead(bytes, out int number)) number = -1;
            else if (NumberedEvent.IsNote(bytes.Length)) number = sent.ResolveNote(number);
            bool known = number >= 0 && number < sent.Count && sent.SizeOf(number) == bytes.Length;
            if (!known) tally.Corrupted++;
            else if (sent.Receive(number)) tally.Intact(sender.CycleStart + time - sent.SentAt(number));
            else tally.Repeated++;
            return;
        }

        _strangers++;
    }

    private sealed class Tally(int size)
    {
        private long _intact;
        private long _offsetMin = long.MaxValue;
        private long _offsetMax = long.MinValue;

        public int Size => size;

        public long Corrupted { get; set; }

        public long Repeated { get; set; }

        public void Intact(long offset)
        {
            _intact++;
            _offsetMin = Math.Min(_offsetMin, offset);
            _offsetMax = Math.Max(_offsetMax, offset);
        }

        public MidiSizeResult Result(SentEvents all)
        {
            var mine = Enumerable.Range(0, all.IsAssumed ? 0 : all.Count).Where(number => all.SizeOf(number) == size).ToList();
            return new MidiSizeResult(
                size,
                mine.Count,
                _intact,
                Corrupted,
                Repeated,
                mine.Count(number => !all.WasReceived(number)),
                _intact == 0 || all.IsAssumed ? 0 : _offsetMin,
                _intact == 0 || all.IsAssumed ? 0 : _offsetMax);
        }
    }
}
