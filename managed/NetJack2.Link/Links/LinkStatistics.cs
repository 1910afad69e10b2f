// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.Protocol.Session;
using NetJack2.RealTime;
using NetJack2.Statistics;

namespace NetJack2.Link.Links;

/// <summary>What a link has to say for a page of statistics. Control thread; allocates nothing.</summary>
public static class LinkStatistics
{
    /// <summary>Fills in what the two ends agreed on, what the cycles counted, and what the runtime's memory did meanwhile.</summary>
    public static void Describe(LinkChannel channel, MemoryWatch memory, ref SessionStatistics statistics)
    {
        Describe(channel.Session, ref statistics);
        Describe(channel.Counters, ref statistics);
        statistics.Collections = memory.Collections;
        statistics.AllocatedBytes = memory.Bytes;
    }

    private static void Describe(SessionParameters session, ref SessionStatistics statistics)
    {
        statistics.SampleRate = session.SampleRate;
        statistics.Period = session.Period;
        statistics.Latency = session.Latency;
        statistics.Mtu = session.Mtu;
        statistics.SendAudio = session.SendAudio;
        statistics.ReturnAudio = session.ReturnAudio;
        statistics.SendMidi = session.SendMidi;
        statistics.ReturnMidi = session.ReturnMidi;
        statistics.Encoder = (int)session.Encoder;
        statistics.Kilobits = session.Encoder == SampleEncoder.Opus ? session.Kilobits : 0;
        statistics.SlaveSync = session.SlaveSync ? 1 : 0;
        statistics.Capabilities = (int)session.Capabilities;
        statistics.RoundTripFrames = session.RoundTripFrames;
        statistics.SessionId = session.SessionId;
    }

    private static void Describe(LinkCounters counters, ref SessionStatistics statistics)
    {
        statistics.Cycles = Volatile.Read(ref counters.Cycles);
        statistics.Sent = Volatile.Read(ref counters.Sent);
        statistics.SendFailures = Volatile.Read(ref counters.SendFailures);
        statistics.Received = Volatile.Read(ref counters.Received);
        statistics.Lost = Volatile.Read(ref counters.Lost);
        statistics.IncompleteCycles = Volatile.Read(ref counters.IncompleteCycles);
        statistics.Late = Volatile.Read(ref counters.Late);
        statistics.Duplicate = Volatile.Read(ref counters.Duplicate);
        statistics.Reordered = Volatile.Read(ref counters.Reordered);
        statistics.Foreign = Volatile.Read(ref counters.Foreign);
        statistics.Malformed = Volatile.Read(ref counters.Malformed);
        statistics.MidiDropped = Volatile.Read(ref counters.MidiDropped);
        statistics.Recovered = Volatile.Read(ref counters.Recovered);
        statistics.Copies = Volatile.Read(ref counters.Copies);
        statistics.MidiRecovered = Volatile.Read(ref counters.MidiRecovered);
        statistics.NotesEnded = Volatile.Read(ref counters.NotesEnded);
        statistics.LastReceived = Volatile.Read(ref counters.LastReceived);
        statistics.WindowFill = (int)Volatile.Read(ref counters.WindowFill);
        statistics.RoundTrip = Volatile.Read(ref counters.RoundTrip);
        statistics.RoundTripWorst = Volatile.Read(ref counters.RoundTripWorst);
        statistics.ConcealedFrames = Volatile.Read(ref counters.ConcealedFrames);
        statistics.ProcessTime = Volatile.Read(ref counters.ProcessTime);
        statistics.ProcessWorst = Volatile.Read(ref counters.ProcessWorst);
    }
}
