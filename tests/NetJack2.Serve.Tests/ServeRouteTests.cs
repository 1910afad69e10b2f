// SPDX-License-Identifier: GPL-2.0-or-later
using System.Net;
using System.Text.Json;
using NetJack2.Serve.Http;
using NetJack2.Serve.Network;
using NetJack2.Statistics;

namespace NetJack2.Serve.Tests;

/// <summary>What is served where.</summary>
public class ServeRouteTests
{
    private const int MostPageBytes = 100_000;

    [TestCase("/", "text/html")]
    [TestCase("/page.css", "text/css")]
    [TestCase("/page.js", "text/javascript")]
    [TestCase("/routing.js", "text/javascript")]
    [TestCase("/icon.svg", "image/svg+xml")]
    [TestCase("/api/rig", "application/json")]
    [TestCase("/api/network", "application/json")]
    [TestCase("/api/events", "text/event-stream")]
    [TestCase("/metrics", "text/plain")]
    public async Task Each_path_has_its_type_and_the_policy(string path, string type)
    {
        await using ServedRig rig = await ServedRig.StartAsync();
        using HttpResponseMessage answer = await rig.SendAsync(HttpMethod.Get, path);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo(type));
        Assert.That(
            answer.Headers.GetValues("Content-Security-Policy").Single(),
            Does.StartWith("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'"));
        Assert.That(answer.Headers.GetValues("X-Content-Type-Options").Single(), Is.EqualTo("nosniff"));
        Assert.That(answer.Headers.Any(header => header.Key.StartsWith("Access-Control", StringComparison.Ordinal)), Is.False);
        Assert.That(answer.Headers.Server, Is.Empty);
    }

    [Test]
    public async Task The_page_is_small_and_has_nothing_of_another_site()
    {
        await using ServedRig rig = await ServedRig.StartAsync();
        int bytes = 0;
        foreach (string path in PageFiles.Paths)
        {
            string text = await rig.Client.GetStringAsync(path);
            bytes += text.Length;
            Assert.That(text.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal), Does.Not.Match("https?:"));
            Assert.That(text, Does.Not.Contain("innerHTML").And.Not.Contain("insertAdjacentHTML").And.Not.Contain("document.write"));
        }
        Assert.That(bytes, Is.GreaterThan(0).And.LessThanOrEqualTo(MostPageBytes));
    }

    [TestCase("/nothing")]
    [TestCase("/api")]
    [TestCase("/page.html")]
    [TestCase("/../etc/passwd")]
    [TestCase("/%2e%2e/etc/passwd")]
    public async Task Any_other_path_is_not_there(string path)
    {
        await using ServedRig rig = await ServedRig.StartAsync();
        using HttpResponseMessage answer = await rig.SendAsync(HttpMethod.Get, path);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [TestCase("DELETE", "/")]
    [TestCase("OPTIONS", "/api/patch")]
    [TestCase("GET", "/api/patch")]
    [TestCase("POST", "/api/rig")]
    public async Task Any_other_method_is_refused(string method, string path)
    {
        await using ServedRig rig = await ServedRig.StartAsync();
        using HttpResponseMessage answer = await rig.SendAsync(new HttpMethod(method), path);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
        Assert.That(answer.Content.Headers.Allow, Is.Not.Empty);
    }

    [Test]
    public async Task A_head_has_no_body([Values("/", "/api/rig", "/metrics", "/api/events")] string path)
    {
        await using ServedRig rig = await ServedRig.StartAsync();
        using HttpResponseMessage answer = await rig.SendAsync(HttpMethod.Head, path);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await answer.Content.ReadAsStringAsync(), Is.Empty);
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(64)]
    public async Task The_rig_is_what_stat_writes(int count)
    {
        await using ServedRig rig = await ServedRig.StartAsync();
        rig.Pages.Put(ModuleKind.NetManager, [.. Enumerable.Range(0, count).Select(number => ServedRig.Session($"slave {number}"))]);
        using JsonDocument json = JsonDocument.Parse(await rig.Client.GetStringAsync("/api/rig"));
        JsonElement module = json.RootElement.EnumerateArray().Single();
        Assert.That(module.GetProperty("module").GetString(), Is.EqualTo("netmanager"));
        JsonElement sessions = module.GetProperty("sessions");
        Assert.That(sessions.GetArrayLength(), Is.EqualTo(count));
        foreach (JsonElement session in sessions.EnumerateArray())
        {
            Assert.That(
                SessionFields.All.Select(field => field.Name), Is.SubsetOf(session.EnumerateObject().Select(member => member.Name)));
        }
    }

    [Test]
    public async Task The_network_has_machines_ports_and_patches()
    {
        await using ServedRig rig = await ServedRig.StartAsync(open: new FakeRig().Open);
        using JsonDocument json = JsonDocument.Parse(await rig.Client.GetStringAsync("/api/network"));
        Assert.That(json.RootElement.GetProperty("machines").GetArrayLength(), Is.EqualTo(2));
        Assert.That(json.RootElement.GetProperty("ports").GetProperty("keys").GetArrayLength(), Is.EqualTo(5));
        Assert.That(json.RootElement.GetProperty("problem").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    /// <summary>Otherwise the late answer would be taken for the next one's.</summary>
    [Test]
    public async Task A_module_that_does_not_answer_is_asked_no_more()
    {
        var module = new FakeRig { Late = "ports studio 0" };
        await using ServedRig rig = await ServedRig.StartAsync(open: module.Open);
        using JsonDocument json = JsonDocument.Parse(await rig.Client.GetStringAsync("/api/network"));
        Assert.That(module.Questions[^1], Is.EqualTo(module.Late));
        Assert.That(json.RootElement.GetProperty("problem").GetString(), Is.EqualTo("it does not answer"));
        Assert.That(
            json.RootElement.GetProperty("ports").EnumerateObject().Select(machine => machine.Value.GetArrayLength()), Is.All.Zero);
    }

    [Test]
    public async Task Without_a_module_the_network_contains_the_reason()
    {
        await using ServedRig rig = await ServedRig.StartAsync();
        using JsonDocument json = JsonDocument.Parse(await rig.Client.GetStringAsync("/api/network"));
        Assert.That(json.RootElement.GetProperty("problem").GetString(), Does.StartWith("neither netmanager"));
    }

    [Test]
    public async Task Many_who_ask_for_the_network_ask_the_module_once()
    {
        var module = new FakeRig();
        var clock = new HeldClock();
        using var network = new RigNetwork(module.Open, clock);
        _ = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => network.ReadAsync(CancellationToken.None)));
        Assert.That(module.Questions.Count(question => question.StartsWith("machines", StringComparison.Ordinal)), Is.EqualTo(1));
        clock.Seconds = 2;
        _ = await network.ReadAsync(CancellationToken.None);
        Assert.That(module.Questions.Count(question => question.StartsWith("machines", StringComparison.Ordinal)), Is.EqualTo(2));
    }

    private sealed class HeldClock : TimeProvider
    {
        public int Seconds { get; set; }

        public override long GetTimestamp() => 1 + (Seconds * TimestampFrequency);
    }
}
