// SPDX-License-Identifier: GPL-2.0-or-later
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using NetJack2.Serve.Access;
using NetJack2.Serve.Http;
using NetJack2.Serve.Options;

namespace NetJack2.Serve.Tests;

/// <summary>Which requests are served.</summary>
public class ServeAccessTests
{
    private const string Token = "0123456789abcdef0123";

    private const string Order = """{"action":"connect","from":"keys/system:capture_1","to":"studio/system:playback_1"}""";

    [TestCase("127.0.0.1", true)]
    [TestCase("127.0.0.1:8019", true)]
    [TestCase("localhost:8019", false)]
    [TestCase("LOCALHOST", false)]
    [TestCase("[::1]:8019", true)]
    [TestCase("evil.example", false)]
    [TestCase("127.0.0.1.evil.example", false)]
    [TestCase("localhost.", false)]
    [TestCase("10.0.0.1", false)]
    public async Task Only_names_of_this_computer_are_served(string host, bool isServed)
    {
        await using ServedRig rig = await ServedRig.StartAsync();
        using HttpResponseMessage answer = await rig.SendAsync(HttpMethod.Get, "/api/rig", request => request.Headers.Host = host);
        Assert.That(answer.StatusCode, Is.EqualTo(isServed ? HttpStatusCode.OK : HttpStatusCode.MisdirectedRequest));
    }

    [TestCase(null, HttpStatusCode.OK)]
    [TestCase("http://127.0.0.1:8019", HttpStatusCode.OK)]
    [TestCase("https://127.0.0.1:8019", HttpStatusCode.OK)]
    [TestCase("http://127.0.0.1:8020", HttpStatusCode.Forbidden)]
    [TestCase("http://evil.example", HttpStatusCode.Forbidden)]
    [TestCase("http://evil.example@127.0.0.1:8019.evil.example", HttpStatusCode.Forbidden)]
    [TestCase("null", HttpStatusCode.Forbidden)]
    [TestCase("", HttpStatusCode.Forbidden)]
    public async Task A_page_of_another_site_changes_nothing(string? origin, HttpStatusCode status)
    {
        var module = new FakeRig();
        await using ServedRig rig = await ServedRig.StartAsync(open: module.Open);
        using HttpResponseMessage answer = await PostAsync(rig, Order, request =>
        {
            request.Headers.Host = "127.0.0.1:8019";
            if (origin is not null)
                _ = request.Headers.TryAddWithoutValidation("Origin", origin);
        });
        Assert.That(answer.StatusCode, Is.EqualTo(status));
        Assert.That(module.Questions, Has.Count.EqualTo(status == HttpStatusCode.OK ? 1 : 0));
    }

    [TestCase("text/plain")]
    [TestCase("application/x-www-form-urlencoded")]
    [TestCase("multipart/form-data")]
    public async Task A_form_changes_nothing(string type)
    {
        var module = new FakeRig();
        await using ServedRig rig = await ServedRig.StartAsync(open: module.Open);
        using HttpResponseMessage answer = await PostAsync(
            rig, Order, request => request.Content!.Headers.ContentType = new MediaTypeHeaderValue(type));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnsupportedMediaType));
        Assert.That(module.Questions, Is.Empty);
    }

    [TestCase("", HttpStatusCode.BadRequest)]
    [TestCase("[]", HttpStatusCode.BadRequest)]
    [TestCase("null", HttpStatusCode.BadRequest)]
    [TestCase("{", HttpStatusCode.BadRequest)]
    [TestCase("{}", HttpStatusCode.Conflict)]
    [TestCase("""{"action":"machines","from":"a/b","to":"c/d"}""", HttpStatusCode.Conflict)]
    [TestCase("""{"action":"connect","from":"a","to":"c/d"}""", HttpStatusCode.Conflict)]
    [TestCase("""{"action":"connect","from":"a/b\u0000c","to":"c/d"}""", HttpStatusCode.Conflict)]
    public async Task An_order_that_is_none_is_not_passed_on(string body, HttpStatusCode status)
    {
        var module = new FakeRig();
        await using ServedRig rig = await ServedRig.StartAsync(open: module.Open);
        using HttpResponseMessage answer = await PostAsync(rig, body);
        Assert.That(answer.StatusCode, Is.EqualTo(status));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.StartWith("{\"problem\":\""));
        Assert.That(module.Questions, Is.Empty);
    }

    [Test]
    public async Task A_patch_that_cannot_be_made_returns_the_reason()
    {
        await using ServedRig rig = await ServedRig.StartAsync(open: new FakeRig().Open);
        using HttpResponseMessage answer = await PostAsync(rig, Order.Replace("playback_1", "playback_9", StringComparison.Ordinal));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("there is no port"));
    }

    [Test]
    public async Task Without_the_token_nothing_is_served(
        [Values("/", "/page.js", "/api/rig", "/api/events", "/metrics", "/x")] string path)
    {
        await using ServedRig rig = await ServedRig.StartAsync(Token, address: IPAddress.Any);
        foreach (string wrong in (string[])["", "Bearer ", "Bearer x", $"Bearer {Token}x", $"Basic {Token}", Token])
        {
            using HttpResponseMessage answer = await rig.SendAsync(HttpMethod.Get, path, request =>
            {
                if (wrong.Length != 0)
                    _ = request.Headers.TryAddWithoutValidation("Authorization", wrong);
                _ = request.Headers.TryAddWithoutValidation("Cookie", $"netjack2_0={Token}");
            });
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized), wrong);
        }
    }

    [Test]
    public async Task A_program_sends_the_token_in_a_header()
    {
        await using ServedRig rig = await ServedRig.StartAsync(Token);
        using HttpResponseMessage answer = await rig.SendAsync(HttpMethod.Get, "/metrics", request =>
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
            request.Headers.Host = "studio.local";
        });
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_browser_gives_the_token_once_and_keeps_a_cookie()
    {
        await using ServedRig rig = await ServedRig.StartAsync(Token);
        using HttpResponseMessage first = await rig.SendAsync(HttpMethod.Get, $"/?token={Token}");
        Assert.That(first.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(first.Headers.GetValues("Referrer-Policy").Single(), Is.EqualTo("no-referrer"));
        string cookie = first.Headers.GetValues("Set-Cookie").Single();
        Assert.That(cookie, Does.EndWith("; Path=/; Max-Age=31536000; HttpOnly; SameSite=Strict").And.Not.Contain(Token));
        using HttpResponseMessage second = await rig.SendAsync(
            HttpMethod.Get, "/api/rig", request => request.Headers.Add("Cookie", cookie.Split(';')[0]));
        Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        using HttpResponseMessage wrong = await rig.SendAsync(HttpMethod.Get, "/?token=wrong");
        Assert.That(wrong.Headers.Contains("Set-Cookie"), Is.False);
    }

    [Test]
    public async Task An_address_of_all_interfaces_is_shown_as_the_name_of_the_computer([Values("0.0.0.0", "::")] string address)
    {
        var options = new ServeOptions(new IPEndPoint(IPAddress.Parse(address), 0), Token);
        await using ServeHost host = ServeHost.Create(options);
        await host.StartAsync();
        Assert.That(new Uri(host.Url).Host, Is.EqualTo(Environment.MachineName).IgnoreCase);
    }

    private static Task<HttpResponseMessage> PostAsync(ServedRig rig, string body, Action<HttpRequestMessage>? change = null) =>
        rig.SendAsync(HttpMethod.Post, "/api/patch", request =>
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            change?.Invoke(request);
        });
}
