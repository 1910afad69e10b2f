// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using NetJack2.Statistics;

namespace NetJack2.Serve.Tests;

/// <summary>The files of docs/examples for Prometheus and Grafana, and Debian's Prometheus itself.</summary>
public partial class ServePrometheusTests
{
    private const string Program = "/usr/bin/prometheus", Tool = "/usr/bin/promtool";
    private static readonly TimeSpan s_start = TimeSpan.FromSeconds(30), s_minute = TimeSpan.FromMinutes(1);

    [TestCase("prometheus-rules.yml", 5)]
    [TestCase("grafana-netjack2.json", 12)]
    public async Task Each_metric_of_an_example_is_served(string name, int least)
    {
        await using ServedRig rig = await ServedRig.StartAsync();
        rig.Pages.Put(ModuleKind.NetManager, ServedRig.Session());
        string served = await rig.Client.GetStringAsync("/metrics");
        string[] known =
        [
            .. Metric().Matches(served).Select(match => match.Value),
            .. SessionFields.All.Select(field => field.Metric).OfType<SessionMetric>().Select(metric => $"netjack2_session_{metric.Name}"),
        ];
        MatchCollection found = Metric().Matches(await File.ReadAllTextAsync(Example(name)));
        string[] used = [.. found.Select(match => match.Value).Distinct(StringComparer.Ordinal)];
        Assert.That(used, Is.SubsetOf(known));
        Assert.That(used, Has.Length.AtLeast(least));
    }

    [Test]
    public async Task The_dashboard_is_json_and_its_panels_do_not_overlap()
    {
        using JsonDocument dashboard = JsonDocument.Parse(await File.ReadAllTextAsync(Example("grafana-netjack2.json")));
        var taken = new HashSet<(int X, int Y)>();
        foreach (JsonElement panel in dashboard.RootElement.GetProperty("panels").EnumerateArray())
        {
            JsonElement place = panel.GetProperty("gridPos");
            (int x, int y) = (place.GetProperty("x").GetInt32(), place.GetProperty("y").GetInt32());
            for (int column = x; column < x + place.GetProperty("w").GetInt32(); column++)
                for (int row = y; row < y + place.GetProperty("h").GetInt32(); row++)
                    Assert.That(column < 24 && taken.Add((column, row)), panel.GetProperty("title").GetString());
        }
        Assert.That(taken, Is.Not.Empty);
    }

    [Test]
    public async Task Promtool_finds_nothing_in_the_examples()
    {
        IgnoreWithout(Tool);
        (int code, string output) = await RunAsync(Tool, "check", "config", Example("prometheus.yml"));
        Assert.That(code, Is.Zero, output);
        Assert.That(output, Does.Contain("SUCCESS: 4 rules found"));
    }

    [Test]
    public async Task Prometheus_scrapes_for_a_minute_and_each_scrape_is_good()
    {
        if (Environment.GetEnvironmentVariable("NETJACK2_FULL") is not "1")
            Assert.Ignore("scripts/test.sh --all: it takes a minute");
        IgnoreWithout(Program);
        await using ServedRig rig = await ServedRig.StartAsync();
        rig.Pages.Put(ModuleKind.NetManager, [.. Enumerable.Range(0, 64).Select(number => ServedRig.Session($"slave {number}"))]);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("netjack2-prometheus-");
        string settings = (await File.ReadAllTextAsync(Example("prometheus.yml")))
            .Replace("127.0.0.1:8019", rig.Url.Authority, StringComparison.Ordinal)
            .Replace("scrape_interval: 5s", "scrape_interval: 1s\n  evaluation_interval: 1s", StringComparison.Ordinal)
            .Replace("prometheus-rules.yml", Example("prometheus-rules.yml"), StringComparison.Ordinal);
        string file = Path.Combine(folder.FullName, "prometheus.yml");
        await File.WriteAllTextAsync(file, settings);
        int port = FreePort();
        using Process prometheus = Process.Start(new ProcessStartInfo(
            Program,
            [$"--config.file={file}", $"--storage.tsdb.path={folder.FullName}/data", $"--web.listen-address=127.0.0.1:{port}"])
        {
            UseShellExecute = false, RedirectStandardError = true,
        })!;
        Task<string> log = prometheus.StandardError.ReadToEndAsync();
        try
        {
            var address = new Uri($"http://127.0.0.1:{port}/api/v1/query?query=");
            using var client = new HttpClient();
            var watch = Stopwatch.StartNew();
            while (await AskAsync(client, address, "up") is not 1)
            {
                Assert.That(watch.Elapsed, Is.LessThan(s_start), "no scrape");
                await Task.Delay(200);
            }
            await Task.Delay(s_minute);
            double longest = await AskAsync(client, address, "max_over_time(scrape_duration_seconds[1m])") ?? 0;
            double usual = await AskAsync(client, address, "quantile_over_time(0.5,scrape_duration_seconds[1m])") ?? 0;
            double samples = await AskAsync(client, address, "scrape_samples_scraped") ?? 0;
            TestContext.Out.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture, $"{samples} samples; scrape {usual * 1e3:F1} ms, longest {longest * 1e3:F1} ms"));
            Assert.That(await AskAsync(client, address, "min_over_time(up[1m])"), Is.EqualTo(1));
            Assert.That(await AskAsync(client, address, "count_over_time(up[1m])"), Is.GreaterThanOrEqualTo(50));
            Assert.That(await AskAsync(client, address, "count(netjack2_session_running)"), Is.EqualTo(64));
            Assert.That(await AskAsync(client, address, "sum(netjack2_session_lost_packets_total)"), Is.EqualTo(640));
        }
        finally
        {
            prometheus.Kill();
            await prometheus.WaitForExitAsync();
            Assert.That(await log, Does.Not.Contain("level=error"));
            folder.Delete(recursive: true);
        }
    }

    // The only value of an instant query; null where there is no answer.
    private static async Task<double?> AskAsync(HttpClient client, Uri address, string query)
    {
        try
        {
            using JsonDocument answer = JsonDocument.Parse(await client.GetStringAsync(new Uri(address + Uri.EscapeDataString(query))));
            JsonElement result = answer.RootElement.GetProperty("data").GetProperty("result");
            return result.GetArrayLength() == 0 ? null
                : double.Parse(result[0].GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture);
        }
        catch (HttpRequestException)
        {
            return null; // It has not started, or is not ready.
        }
    }

    private static async Task<(int Code, string Output)> RunAsync(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void IgnoreWithout(string program)
    {
        if (!File.Exists(program))
            Assert.Ignore($"{program} is not installed: Debian has it in the package prometheus");
    }

    private static string Example(string name)
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "NetJack2.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("NetJack2.sln");
        return Path.Combine(folder, "docs", "examples", name);
    }

    [GeneratedRegex("netjack2_(module|session)_[a-z_]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Metric();
}
