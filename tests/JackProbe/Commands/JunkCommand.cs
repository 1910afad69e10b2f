// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics;
using System.Globalization;
using System.Net;
using NetJack2.JackProbe.Grammar;
using NetJack2.JackProbe.Junk;
using NetJack2.JackProbe.Results;

namespace NetJack2.JackProbe.Commands;

/// <summary>
/// <c>junk --target IP:PORT --kind params|header|ghost|icmp|grammar|mesh|requests [--source IP:PORT] [--stream s|r|l] [--id N] [--seed N]
/// [--count N] [--pause-us N | --rate N]</c>: sends hostile datagrams, each kind in turn. <c>--source</c> forges their source address; with
/// <c>icmp</c> it is the peer of the socket that the messages are about.
/// <c>--rate</c> sends a flood of N datagrams per second. <c>grammar</c> sends well-formed packets with wrong meanings: the session has
/// the number <c>--id</c> and is in cycle <c>--cycle</c> of <c>--period</c> frames. <c>requests</c> asks for all packets of that session.
/// <c>mesh</c> sends what members of the mesh and the manager exchange, without the key of a session; <c>--links</c> are links' numbers.
/// </summary>
internal static class JunkCommand
{
    private const int FloodSize = 1024;

    public static int Run(Options options)
    {
        var random = new Random(options.Count("seed", 1));
        var kinds = Kinds(options).ToList();
        IPEndPoint target = IPEndPoint.Parse(options.Text("target"));
        int count = options.Count("count", 1000);
        double rate = options.Number("rate", 0);
        var time = Stopwatch.StartNew();
        if (rate > 0)
        {
            int size = FloodSize / kinds.Count * kinds.Count;
            count = SendFlood(target, [.. Enumerable.Range(0, size).Select(i => kinds[i % kinds.Count].Value(random))], count, rate, time);
        }
        else
        {
            SendEach(options, target, random, kinds, count);
        }

        var sent = kinds.Select((kind, index) => (kind.Key, Count: (long)((count - index + kinds.Count - 1) / kinds.Count)));
        return Output.Print(
            new JunkResult(
                count, sent.ToDictionary(kind => kind.Key, kind => kind.Count, StringComparer.Ordinal), time.Elapsed.TotalSeconds),
            ResultsJson.Default.JunkResult);
    }

    private static void SendEach(
        Options options, IPEndPoint target, Random random, List<KeyValuePair<string, Func<Random, byte[]>>> kinds, int count)
    {
        using Sender sender = string.Equals(options.Text("kind"), "icmp", StringComparison.Ordinal)
            ? new Sender(target.Address)
            : new Sender(target, options.Has("source") ? IPEndPoint.Parse(options.Text("source")) : null);
        TimeSpan pause = TimeSpan.FromMicroseconds(options.Number("pause-us", 500));
        for (int i = 0; i < count; i++)
        {
            sender.Send(kinds[i % kinds.Count].Value(random));
            if (pause > TimeSpan.Zero) Thread.Sleep(pause);
        }
    }

    private static int SendFlood(IPEndPoint target, IReadOnlyList<byte[]> datagrams, int count, double rate, Stopwatch time)
    {
        using var flood = new Flood(target, datagrams);
        time.Restart();
        int sent = 0;
        while (sent < count)
        {
            sent += flood.SendSome();
            while (time.Elapsed.TotalSeconds * rate < sent) Thread.Sleep(1);
        }

        return sent;
    }

    // The session of 2 channels and 1 MIDI port in each direction that the tests run; its cycles go on while this runs.
    private static Func<Random, byte[]> GrammarOf(Options options)
    {
        int period = options.Count("period", 256);
        KnownSession session = KnownSession.Of(
            (Wire.SessionId, (uint)options.Number("id", 1)), (Wire.Period, (uint)period), (Wire.Latency, (uint)options.Count("latency", 5)),
            (Wire.SendMidi, 1u), (Wire.ReturnMidi, 1u), (KnownSession.MasterBlock, 0x4E4A3243u), (KnownSession.MasterBlock + 4, 1u),
            (KnownSession.MasterBlock + KnownSession.Features, 0x5Fu), (KnownSession.SlaveBlock, 0x4E4A3243u),
            (KnownSession.SlaveBlock + 4, 1u), (KnownSession.SlaveBlock + KnownSession.Features, 0x5Fu));
        var grammar = new PacketGrammar(session, options.Count("seed", 1), options.Text("names", "slave").Split(','));
        char stream = options.Text("stream", "r")[0];
        double first = options.Number("cycle", 1);
        var time = Stopwatch.StartNew();
        return _ =>
        {
            session.Cycle = (uint)(first + (time.Elapsed.TotalSeconds * 48_000 / period));
            return grammar.Next(stream);
        };
    }

    private static Func<Random, byte[]> MeshOf(Options options)
    {
        uint[] links = [.. options.Text("links", "1").Split(',').Select(link => uint.Parse(link, CultureInfo.InvariantCulture))];
        var phrases = new MeshPhrases(
            (uint)options.Number("id", 1), links, options.Text("names", "slave").Split(','), new Random(options.Count("seed", 1)));
        return _ => phrases.Next();
    }

    private static IEnumerable<KeyValuePair<string, Func<Random, byte[]>>> Kinds(Options options)
        => options.Text("kind") switch
        {
            "params" => ParameterJunk.Kinds,
            "header" => new HeaderJunk(options.Text("stream", "r")[0], (uint)options.Number("id", 1)).Kinds,
            "icmp" => new IcmpJunk(IPEndPoint.Parse(options.Text("target")), IPEndPoint.Parse(options.Text("source"))).Kinds,
            "mesh" => [new("mesh", MeshOf(options))],
            "requests" => new RequestJunk((uint)options.Number("id", 1), (uint)options.Number("cycle", 1)).Kinds,
            "ghost" => [new("ghost", ParameterJunk.SilentAnnouncer)],
            "grammar" => [new("grammar", GrammarOf(options))],
            string other => throw new ProbeException($"unknown --kind {other}"),
        };
}
