using System.Diagnostics;
using System.Net;
using NetJack2.JackProbe.Junk;
using NetJack2.JackProbe.Results;

namespace NetJack2.JackProbe.Commands;

/// <summary>
/// <c>junk --target IP:PORT --kind params|header|ghost [--source IP:PORT] [--stream s|r] [--id N] [--seed N] [--count N] [--pause-us N | --rate N]</c>:
/// hostile datagrams, each kind in turn. With <c>--source</c> they pretend to come from there. With <c>--rate</c> a flood of as many in a second.
/// </summary>
internal static class JunkCommand
{
    public static int Run(Options options)
    {
        var random = new Random(options.Count("seed", 1));
        var kinds = Kinds(options).ToList();
        var sent = kinds.ToDictionary(kind => kind.Key, _ => 0L, StringComparer.Ordinal);
        using var sender = new Sender(
            IPEndPoint.Parse(options.Text("target")),
            options.Has("source") ? IPEndPoint.Parse(options.Text("source")) : null);
        double rate = options.Number("rate", 0);
        TimeSpan pause = rate > 0 ? TimeSpan.Zero : TimeSpan.FromMicroseconds(options.Number("pause-us", 500));

        int count = options.Count("count", 1000);
        var time = Stopwatch.StartNew();
        for (int i = 0; i < count; i++)
        {
            var (kind, make) = kinds[i % kinds.Count];
            sender.Send(make(random));
            sent[kind]++;
            if (pause > TimeSpan.Zero) Thread.Sleep(pause);
            while (rate > 0 && time.Elapsed.TotalSeconds * rate < i) Thread.Sleep(1);
        }

        return Output.Print(new JunkResult(count, sent, time.Elapsed.TotalSeconds), ResultsJson.Default.JunkResult);
    }

    private static IEnumerable<KeyValuePair<string, Func<Random, byte[]>>> Kinds(Options options)
        => options.Text("kind") switch
        {
            "params" => ParameterJunk.Kinds,
            "header" => new HeaderJunk(options.Text("stream", "r")[0], (uint)options.Count("id", 1)).Kinds,
            "ghost" => [new("ghost", ParameterJunk.SilentAnnouncer)],
            string other => throw new ProbeException($"no such kind of junk: {other}"),
        };
}
