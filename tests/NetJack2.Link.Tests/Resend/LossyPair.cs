// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.World;

namespace NetJack2.Link.Tests.Resend;

/// <summary>The same session over the same bad network, with and without resend.</summary>
internal sealed class LossyPair
{
    /// <summary>Resend, or what a session has in its place.</summary>
    public enum Means
    {
        /// <summary>Lost is lost.</summary>
        None,

        /// <summary>Each packet is sent twice.</summary>
        Redundancy,

        /// <summary>What is missing is asked for.</summary>
        Resend,

        /// <summary>The same, where only the session's own path is open.</summary>
        ResendOnOnePath,
    }

    /// <summary>Runs the session for so many cycles.</summary>
    public static Outcome Run(
        SessionParameters session, Means means, int cycles, Action<LinkedPair> spoil, int seed = 1)
    {
        bool resends = means is Means.Resend or Means.ResendOnOnePath;
        Capabilities left = means == Means.Redundancy ? Capabilities.Resend : Capabilities.Redundancy;
        var pair = new LinkedPair(
            session with
            {
                Capabilities = Capabilities.All & ~left & ~(resends ? Capabilities.None : Capabilities.Resend),
                Copies = means == Means.Redundancy ? 1 : 0,
            },
            seed);
        if (resends)
            pair.AddResponder(isOpen: means == Means.Resend);
        pair.WarmUp();
        pair.RunCycles(2 * session.SampleRate / session.Period); // the master learns how long its answers take
        pair.Seat.ResetCounts();
        long bytes = pair.Network.SentBytes;
        long packets = pair.Network.SentCount;
        spoil(pair);
        pair.RunCycles(cycles);
        pair.AssertNothingIsMisplaced();
        return new Outcome(pair, pair.Seat.Wrong + pair.Seat.Gaps, pair.Network.SentBytes - bytes, pair.Network.SentCount - packets);
    }

    /// <summary>Loses everything for a while, again and again: as much on average as a share of all.</summary>
    public static Action<LinkedPair> Bursts(long length, double share, int seed) => pair =>
    {
        var random = new Random(seed);
        long interval = (long)(length / share);
        long start = pair.World.Clock.Now;
        long burst = -1;
        long beginsAt = 0;
        pair.Network.Drop = (ReadOnlySpan<byte> _, PeerAddress _, PeerAddress _) =>
        {
            (long number, long within) = Math.DivRem(pair.World.Clock.Now - start, interval);
            if (number != burst)
                (burst, beginsAt) = (number, random.NextInt64(interval - length));
            return within >= beginsAt && within < beginsAt + length;
        };
    };

    /// <summary>What became of it.</summary>
    /// <param name="Pair">The session.</param>
    /// <param name="WrongFrames">Samples that returned wrong or not at all.</param>
    /// <param name="Bytes">Bytes that both ends sent.</param>
    /// <param name="Packets">Packets that both ends sent.</param>
    public sealed record Outcome(LinkedPair Pair, long WrongFrames, long Bytes, long Packets)
    {
        /// <summary>Packets that were asked for, by both ends.</summary>
        public long Asked => Pair.MasterCounters.Values.Asked + Pair.SlaveCounters.Values.Asked;

        /// <summary>Lost packets that came in time after all.</summary>
        public long Recovered => Pair.MasterCounters.Values.Recovered + Pair.SlaveCounters.Values.Recovered;

        /// <summary>Packets that were sent again without use.</summary>
        public long InVain => Pair.MasterCounters.Values.Copies + Pair.SlaveCounters.Values.Copies;
    }
}
