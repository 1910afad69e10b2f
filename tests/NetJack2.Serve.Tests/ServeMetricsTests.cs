// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics;
using System.Text.RegularExpressions;
using NetJack2.Statistics;

namespace NetJack2.Serve.Tests;

/// <summary>What Prometheus gets.</summary>
public partial class ServeMetricsTests
{
    private const int MostScrapeMs = 50;

    // Words, and the number of a session, which is no quantity.
    private static readonly string[] s_words = ["sessionId", "firstFault", "firstFaultPlace", "lastProblem", "lastEnd"];

    [Test]
    public void Every_number_of_a_session_has_a_metric_and_no_word_has()
        => Assert.That(SessionFields.All.Where(field => field.Metric is null).Select(field => field.Name), Is.EquivalentTo(s_words));

    [Test]
    public void Names_are_those_that_prometheus_wants()
    {
        SessionMetric[] metrics = [.. SessionFields.All.Select(field => field.Metric).OfType<SessionMetric>()];
        Assert.That(metrics.Select(metric => metric.Name), Is.Unique.And.All.Match("^[a-z][a-z_]*[a-z]$"));
        Assert.That(metrics.Select(metric => metric.Help), Is.Unique.And.All.Match(@"^[A-Z].*\.$"));
    }

    [Test]
    public async Task Each_line_has_the_grammar_and_its_help_and_type_before_it([Values(0, 1, 64)] int count)
    {
        await using ServedRig rig = await ServedRig.StartAsync();
        rig.Pages.Put(ModuleKind.NetManager, [.. Enumerable.Range(0, count).Select(number => ServedRig.Session($"slave {number}"))]);
        string text = await rig.Client.GetStringAsync("/metrics");
        string family = "";
        var types = new Dictionary<string, string>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] words = line.Split(' ');
            if (words is ["#", "HELP", var helped, _, ..])
                family = helped;
            else if (words is ["#", "TYPE", var typed, "counter" or "gauge"])
                Assert.That(types.TryAdd(typed, words[3]) && string.Equals(typed, family, StringComparison.Ordinal), line);
            else
            {
                Match sample = Sample().Match(line);
                Assert.That(sample.Success && string.Equals(sample.Groups["name"].Value, family, StringComparison.Ordinal), line);
                Assert.That(seen.Add(sample.Groups["series"].Value), line);
                Assert.That(family.EndsWith("_total", StringComparison.Ordinal), Is.EqualTo(types[family] is "counter"), line);
            }
        }
        Assert.That(
            seen.Count(series => series.StartsWith("netjack2_session_lost_packets_total", StringComparison.Ordinal)), Is.EqualTo(count));
    }

    [Test]
    public async Task A_number_is_that_of_the_page_in_base_units()
    {
        await using ServedRig rig = await ServedRig.StartAsync();
        rig.Pages.Put(ModuleKind.NetManager, ServedRig.Session());
        string[] lines = (await rig.Client.GetStringAsync("/metrics")).Split('\n');
        string labels = $$"""{module="netmanager",server="default",process="{{Environment.ProcessId}}",name="keys",number="0.0"}""";
        Assert.That(lines, Does.Contain($"netjack2_session_lost_packets_total{labels} 10"));
        Assert.That(lines, Does.Contain($"netjack2_session_round_trip_seconds{labels} 0.0053"));
        Assert.That(lines, Does.Contain($"netjack2_session_running{labels} 1"));
        Assert.That(lines, Has.None.StartsWith("netjack2_session_drift_ratio{")); // that is of adapters
    }

    [Test]
    public async Task A_session_that_begins_anew_counts_from_0_and_one_that_has_gone_is_not_there()
    {
        await using ServedRig rig = await ServedRig.StartAsync();
        foreach (int lost in (int[])[10, 3])
        {
            rig.Pages.Put(ModuleKind.NetManager, ServedRig.Session("keys", session =>
            {
                session.Counters.Lost = lost;
                return session;
            }));
            await Task.Delay(150);
            Assert.That(await rig.Client.GetStringAsync("/metrics"), Does.Match($$"""lost_packets_total\{.*\} {{lost}}\n"""));
        }
        rig.Pages.Put(ModuleKind.NetManager);
        await Task.Delay(150);
        Assert.That(await rig.Client.GetStringAsync("/metrics"), Does.Not.Contain("name=\"keys\""));
    }

    [Test]
    public async Task Two_sessions_of_one_name_are_two_series()
    {
        await using ServedRig rig = await ServedRig.StartAsync();
        rig.Pages.Put(ModuleKind.NetManager, ServedRig.Session(), ServedRig.Session());
        string text = await rig.Client.GetStringAsync("/metrics");
        Assert.That(text, Does.Contain("name=\"keys\",number=\"0.0\"").And.Contain("name=\"keys\",number=\"0.1\""));
    }

    /// <summary>Otherwise its counters would jump.</summary>
    [Test]
    public async Task A_session_stays_the_same_series_when_one_of_its_name_leaves()
    {
        await using ServedRig rig = await ServedRig.StartAsync();
        rig.Pages.Put(ModuleKind.NetManager, new SessionStatistics(), ServedRig.Session());
        Assert.That(await rig.Client.GetStringAsync("/metrics"), Does.Contain("name=\"keys\",number=\"0.1\""));
    }

    [Test]
    public async Task Two_modules_of_one_kind_in_a_process_are_two_series()
    {
        await using ServedRig rig = await ServedRig.StartAsync();
        rig.Pages.Put(ModuleKind.NetAdapter, ServedRig.Session());
        string first = PageFile.PathOf(ModuleKind.NetAdapter, Environment.ProcessId, 0, rig.Pages.Path);
        File.Copy(first, PageFile.PathOf(ModuleKind.NetAdapter, Environment.ProcessId, 1, rig.Pages.Path));
        string text = await rig.Client.GetStringAsync("/metrics");
        Assert.That(text, Does.Contain("name=\"keys\",number=\"0.0\"").And.Contain("name=\"keys\",number=\"1.0\""));
    }

    [TestCase("\"} 1\nnetjack2_fake 1", "name=\"\\\"} 1_netjack2_fake 1\"")]
    [TestCase("back\\slash", "name=\"back\\\\slash\"")]
    [TestCase("<script>", "name=\"<script>\"")]
    [TestCase("{a=\"b\"}", "name=\"{a=\\\"b\\\"}\"")]
    public async Task A_hostile_name_stays_in_its_label(string name, string label)
    {
        await using ServedRig rig = await ServedRig.StartAsync();
        rig.Pages.Put(ModuleKind.NetManager, ServedRig.Session(name));
        string text = await rig.Client.GetStringAsync("/metrics");
        Assert.That(text, Does.Contain(label));
        Assert.That(text.Split('\n'), Has.None.StartsWith("netjack2_fake"));
    }

    [Test]
    public async Task Promtool_finds_nothing()
    {
        if (!File.Exists("/usr/bin/promtool"))
            Assert.Ignore("promtool is not installed: Debian has it in the package prometheus");
        await using ServedRig rig = await ServedRig.StartAsync();
        rig.Pages.Put(ModuleKind.NetManager, ServedRig.Session("\"quoted\\\n"), ServedRig.Session());
        using Process process = Process.Start(new ProcessStartInfo("/usr/bin/promtool", ["check", "metrics"])
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(await rig.Client.GetStringAsync("/metrics"));
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        Assert.That((process.ExitCode, await output + await errors), Is.EqualTo((0, "")));
    }

    [Test]
    public async Task A_scrape_of_sixty_four_sessions_is_short()
    {
        await using ServedRig rig = await ServedRig.StartAsync();
        rig.Pages.Put(ModuleKind.NetManager, [.. Enumerable.Range(0, 64).Select(number => ServedRig.Session($"slave {number}"))]);
        var times = new List<double>();
        for (int scrape = 0; scrape < 30; scrape++)
        {
            long start = Stopwatch.GetTimestamp();
            _ = await rig.Client.GetStringAsync("/metrics");
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        double median = times.Order().ElementAt(times.Count / 2);
        TestContext.Out.WriteLine($"median {median:F1} ms, first {times[0]:F1} ms");
        Assert.That(median, Is.LessThan(MostScrapeMs));
    }

    // name{label="value",…} number
    [GeneratedRegex(
        """^(?<series>(?<name>[a-z][a-z0-9_]*)\{([a-z_]+="([^"\\\n]|\\["\\n])*",?)+\}) (-?[0-9.e+-]+|NaN)$""",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sample();
}
