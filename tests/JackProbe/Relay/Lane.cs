// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics;
using NetJack2.Interop;
using NetJack2.JackProbe.Results;
using Api = NetJack2.Interop.Jack;

namespace NetJack2.JackProbe.Relay;

/// <summary>One direction of the relay: a thread that forwards frames from one interface to the other at their due time.</summary>
internal sealed unsafe class Lane
{
    private const int Priority = 60; // above the servers, as it represents a cable
    private const long LongestWaitNs = 100_000_000;
    private readonly PacketSocket _from, _to;
    private readonly FrameStore _store = new();
    private volatile State _state = new(Impairment.None, new LaneCounts());

    public Lane(string name, PacketSocket from, PacketSocket to)
    {
        _from = from;
        _to = to;
        new Thread(Run) { IsBackground = true, Name = name }.Start();
    }

    /// <summary>The counts since <see cref="Impair"/>.</summary>
    public RelayLaneResult Result => _state.Counts.Result;

    /// <summary>Sets the impairment from the next frame on and resets the counts.</summary>
    public void Impair(Impairment impairment) => _state = new State(impairment, new LaneCounts());

    /// <summary>Ends the impairment from the next frame on and keeps the counts.</summary>
    public void Heal() => _state = new State(Impairment.None, _state.Counts);

    // On Linux a tick is a nanosecond.
    private static long Now => Stopwatch.GetTimestamp();

    private void Run()
    {
        _ = Api.jack_acquire_real_time_scheduling(Posix.pthread_self(), Priority);
        while (true)
        {
            State state = _state;
            SendDue(state);
            Wait(Math.Min(_store.NextDue - Now, LongestWaitNs));
            while (!_store.IsFull && ReceiveOne(state)) SendDue(state);
            state.Counts.CountOverrun(_from.ReadOverruns());
        }
    }

    private void Wait(long nanoseconds)
    {
        if (nanoseconds <= 0) return;
        var descriptor = new pollfd { fd = _from.Descriptor, events = Posix.POLLIN };
        var time = new timespec { tv_sec = (nint)(nanoseconds / 1_000_000_000), tv_nsec = (nint)(nanoseconds % 1_000_000_000) };
        _ = Posix.ppoll(&descriptor, 1, &time, null);
    }

    private bool ReceiveOne(State state)
    {
        int size = _from.Receive(_store.Room, out long age);
        if (size == 0) return false;
        long arrived = Now - age;
        ReadOnlySpan<byte> datagram = FrameReader.Datagram(_store.Room[PacketSocket.PrefixSize..size]);
        if (datagram.IsEmpty)
        {
            _store.Add(size, arrived, arrived);
            return true;
        }

        state.Counts.CountArrival(datagram);
        if (state.Fate.IsLost())
        {
            state.Counts.CountDrop(datagram);
            return true;
        }

        if (state.Fate.IsDuplicated())
        {
            state.Counts.CountDuplicate();
            _store.AddCopy(size, arrived, arrived + state.Fate.Delay());
        }

        bool isModel = state.Mutants?.Follow(_store.Room[..size]) ?? false;
        long due = arrived + state.Fate.Delay();
        _store.Add(size, arrived, due);
        for (int mutant = 0; isModel && mutant < state.MutantsEach && !_store.IsFull; mutant++)
        {
            _store.Add(state.Mutants!.Write(_store.Room), arrived, due);
            state.Counts.CountMutant();
        }

        return true;
    }

    private void SendDue(State state)
    {
        while (_store.NextDue <= Now)
        {
            long due = _store.NextDue;
            _ = _to.Send(_store.Dequeue(out long arrived));
            state.Counts.CountDeparture(due, arrived, Now);
        }
    }

    private sealed class State(Impairment impairment, LaneCounts counts)
    {
        public Fate Fate { get; } = new(impairment);

        public int MutantsEach { get; } = impairment.Mutants;

        public MutantFrames? Mutants { get; } = impairment.Mutants > 0 ? new MutantFrames(impairment.Seed) : null;

        public LaneCounts Counts { get; } = counts;
    }
}
