// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Session;
using NetJack2.RealTime;
using NetJack2.Statistics;

namespace NetJack2.Link.Links;

/// <summary>Copies a link's counters into a page of statistics. Control thread; allocates nothing.</summary>
public static class LinkStatistics
{
    /// <summary>Fills in the numbers of the cycles, the parameters of the session, and the memory statistics of the runtime.</summary>
    public static void Describe(LinkChannel channel, MemoryWatch memory, ref SessionStatistics statistics)
    {
        channel.Counters.Values.CopyTo(ref statistics.Counters);
        channel.Reports.Describe(ref statistics.Reported);
        channel.Margins.Describe(ref statistics.Counters);
        statistics.Counters.Collections = memory.Collections;
        statistics.Counters.AllocatedBytes = memory.Bytes;
        Describe(channel.Present, ref statistics);
    }

    private static void Describe(SessionParameters session, ref SessionStatistics statistics)
    {
        statistics.SampleRate = session.SampleRate;
        statistics.Period = session.Period;
        statistics.Latency = session.Latency;
        statistics.LatencyMode = session.IsLatencyAutomatic ? (int)session.LatencyMode : 0;
        statistics.Mtu = session.Mtu;
        statistics.SendAudio = session.SendAudio;
        statistics.ReturnAudio = session.ReturnAudio;
        statistics.SendMidi = session.SendMidi;
        statistics.ReturnMidi = session.ReturnMidi;
        statistics.Encoder = (int)session.Encoder;
        statistics.Counters.Kilobits = session.Encoder == SampleEncoder.Opus ? session.Kilobits : 0;
        statistics.SlaveSync = session.SlaveSync ? 1 : 0;
        statistics.Capabilities = (int)session.Capabilities;
        statistics.RoundTripFrames = session.RoundTripFrames;
        statistics.Counters.SessionId = session.SessionId;
    }
}
