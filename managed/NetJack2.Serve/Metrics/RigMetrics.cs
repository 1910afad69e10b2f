// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Rig.Pages;
using NetJack2.Statistics;
using Prometheus;

namespace NetJack2.Serve.Metrics;

/// <summary>The numbers of all modules and sessions for Prometheus.</summary>
/// <remarks>
/// They are put together for each scrape: a session that begins anew counts from 0, which a counter that is kept cannot do, and one that
/// has ended is not there any more.
/// </remarks>
internal static class RigMetrics
{
    /// <summary>The type of what is written.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private const string Prefix = "netjack2_";

    private static readonly string[] s_moduleLabels = ["module", "server", "process"];

    // Two sessions of a module may have peers of the same name: two adapters of one master. The number is that of the file and the place
    // in it, which a session keeps.
    private static readonly string[] s_sessionLabels = [.. s_moduleLabels, "name", "number"];

    private static readonly (string Name, string Help, Func<SessionReport, double?> Value)[] s_gauges =
    [
        ("running", "1 while audio goes across, else 0.", session => session.IsRunning ? 1 : 0),
        ("sample_rate_hertz", "Frames per second.", session => Known(session.SampleRate)),
        ("period_frames", "Frames in a cycle.", session => Known(session.Period)),
        ("latency_periods", "Network latency in cycles.", session => session.Latency),
        ("state_age_seconds", "How long the session is in its state.", session => session.SecondsInState),
    ];

    /// <summary>Writes the metrics: of modules of this user and of root, for any other user could raise an alarm.</summary>
    public static async Task WriteAsync(IReadOnlyList<ModulePage> modules, Stream output, CancellationToken cancellation)
    {
        CollectorRegistry registry = Prometheus.Metrics.NewCustomRegistry();
        MetricFactory factory = Prometheus.Metrics.WithCustomRegistry(registry);
        ModulePage[] present = [.. modules.Where(module => module.IsTrusted && !module.IsStale)];
        Gauge up = factory.CreateGauge(
            Prefix + "module_up", "1 if the module has written its page lately, 0 if its server is blocked.", s_moduleLabels);
        Gauge age = factory.CreateGauge(Prefix + "module_page_age_seconds", "Time since the module has written its page.", s_moduleLabels);
        foreach (ModulePage module in present)
        {
            up.WithLabels(LabelsOf(module)).Set(module.IsHanging ? 0 : 1);
            age.WithLabels(LabelsOf(module)).Set(module.SecondsSinceUpdate);
        }
        AddSessions(factory, [.. present.SelectMany(SessionsOf)]);
        await registry.CollectAndExportAsTextAsync(output, cancellation);
    }

    private static void AddSessions(MetricFactory factory, (string[] Labels, SessionReport Report)[] sessions)
    {
        Gauge peer = factory.CreateGauge(
            Prefix + "session_info", "The address of the peer, and how audio travels.",
            [.. s_sessionLabels, "peer", "encoding", "protocol"]);
        foreach ((string[] labels, SessionReport report) in sessions)
            peer.WithLabels([.. labels, report.Peer, report.Encoding ?? "", report.Protocol ?? ""]).Set(1);
        foreach ((string name, string help, Func<SessionReport, double?> value) in s_gauges)
            AddNumber(factory, sessions, new SessionMetric(name, help), value);
        foreach (SessionField field in SessionFields.All)
            if (field.Metric is { } metric)
                AddNumber(factory, sessions, metric, session => session.Number(field.Name) * metric.Scale);
    }

    private static void AddNumber(
        MetricFactory factory, (string[] Labels, SessionReport Report)[] sessions, SessionMetric metric,
        Func<SessionReport, double?> read)
    {
        string name = Prefix + "session_" + metric.Name;
        Counter? counter = metric.IsCounter ? factory.CreateCounter(name, metric.Help, s_sessionLabels) : null;
        Gauge? gauge = metric.IsCounter ? null : factory.CreateGauge(name, metric.Help, s_sessionLabels);
        foreach ((string[] labels, SessionReport report) in sessions)
        {
            if (read(report) is not { } value)
                continue;
            counter?.WithLabels(labels).IncTo(value);
            gauge?.WithLabels(labels).Set(value);
        }
    }

    private static IEnumerable<(string[] Labels, SessionReport Report)> SessionsOf(ModulePage module) => module.Sessions.Select(
        session => ((string[])[.. LabelsOf(module), session.Name, $"{module.FileNumber}.{session.Slot}"], session));

    private static string[] LabelsOf(ModulePage module) => [module.Name, module.Server, $"{module.ProcessId}"];

    private static double? Known(int number) => number == 0 ? null : number;
}
