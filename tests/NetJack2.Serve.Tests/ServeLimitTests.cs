// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using NetJack2.Serve.Http;
using NetJack2.Serve.Live;
using NetJack2.Serve.Options;
using NetJack2.Statistics;

namespace NetJack2.Serve.Tests;

/// <summary>No client does harm to the others.</summary>
public class ServeLimitTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    [Test]
    public async Task A_header_of_a_megabyte_is_refused()
    {
        await using ServedRig rig = await ServedRig.StartAsync();
        Assert.That(
            await AnswerAsync(rig, $"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: {new string('a', 1_000_000)}\r\n\r\n"),
            Does.StartWith("HTTP/1.1 431"));
    }

    [Test]
    public async Task A_path_of_a_megabyte_is_refused()
    {
        await using ServedRig rig = await ServedRig.StartAsync();
        Assert.That(
            await AnswerAsync(rig, $"GET /{new string('a', 1_000_000)} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"),
            Does.StartWith("HTTP/1.1 414"));
    }

    [TestCase("GET / HTTP/1.1\r\n\r\n")]
    [TestCase("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n")]
    [TestCase("GET / HTTP/1.1\r\nHost: local host\r\n\r\n")]
    [TestCase("GET http://evil.example/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")]
    [TestCase("\u0016\u0003\u0001\r\n\r\n")]
    public async Task What_is_no_request_is_refused(string request)
    {
        await using ServedRig rig = await ServedRig.StartAsync();
        Assert.That(await AnswerAsync(rig, request), Does.Match("^HTTP/1.1 4\\d\\d "));
    }

    [Test]
    public async Task A_long_body_is_refused()
    {
        await using ServedRig rig = await ServedRig.StartAsync();
        Assert.That(
            await AnswerAsync(
                rig, "POST /api/patch HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{"),
            Does.StartWith("HTTP/1.1 413"));
    }

    [Test]
    public async Task A_thousand_connections_keep_no_client_out_for_long()
    {
        await using ServedRig rig = await ServedRig.StartAsync();
        var sockets = new List<Socket>();
        for (int number = 0; number < 1000; number++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, rig.Url.Port);
            sockets.Add(socket);
        }
        // Those beyond the limit are closed at once, without a word.
        int open = sockets.Count;
        for (var end = DateTime.UtcNow + s_limit; open > 64 && DateTime.UtcNow < end;)
        {
            await Task.Delay(50);
            open = sockets.Count(socket => !socket.Poll(TimeSpan.Zero, SelectMode.SelectRead));
        }
        Assert.That(open, Is.EqualTo(64));
        foreach (Socket socket in sockets)
            socket.Dispose();
        Assert.That(await UntilServedAsync(rig), Is.True);
    }

    [Test]
    public async Task One_address_gets_sixteen_connections_where_there_is_a_token()
    {
        await using ServedRig rig = await ServedRig.StartAsync("0123456789abcdef");
        var sockets = new List<Socket>();
        for (int number = 0; number < 30; number++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, rig.Url.Port);
            sockets.Add(socket);
        }
        for (var end = DateTime.UtcNow + s_limit; Open() > 16 && DateTime.UtcNow < end;)
            await Task.Delay(20);
        Assert.That(Open(), Is.EqualTo(16));
        using var other = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        other.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.2"), 0));
        await other.ConnectAsync(IPAddress.Loopback, rig.Url.Port);
        _ = await other.SendAsync("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"u8.ToArray());
        byte[] answer = new byte[4096];
        string text = Encoding.Latin1.GetString(answer, 0, await other.ReceiveAsync(answer).WaitAsync(s_limit));
        Assert.That(text, Does.StartWith("HTTP/1.1 401").And.Contain("Connection: close"));
        foreach (Socket socket in sockets)
            socket.Dispose();

        int Open() => sockets.Count(socket => !socket.Poll(TimeSpan.Zero, SelectMode.SelectRead));
    }

    [Test]
    public async Task Another_user_of_this_computer_keeps_its_user_not_out()
    {
        if (!Environment.IsPrivilegedProcess)
            Assert.Ignore("only root can start a program of another user");
        await using ServedRig rig = await ServedRig.StartAsync();
        using Process stranger = Process.Start(
            "setpriv",
            ["--reuid", "65534", "--clear-groups", "bash", "-c",
                $"for n in $(seq 100); do exec {{fd}}<>/dev/tcp/127.0.0.1/{rig.Url.Port}; done; exec sleep 60"]);
        await Task.Delay(1000);
        var answers = new List<HttpResponseMessage>();
        for (int number = 0; number < LiveFeed.MostClients; number++)
            answers.Add(await rig.SendAsync(HttpMethod.Get, "/api/events"));
        Assert.That(answers.Select(answer => answer.StatusCode), Is.All.EqualTo(HttpStatusCode.OK));
        stranger.Kill();
        foreach (HttpResponseMessage answer in answers)
            answer.Dispose();
    }

    [Test]
    public async Task A_slow_reader_is_disconnected_and_no_other_client_waits_for_it()
    {
        await using ServedRig rig = await ServedRig.StartAsync();
        rig.Pages.Put(ModuleKind.NetManager, [.. Enumerable.Range(0, 64).Select(number => ServedRig.Session($"slave {number}"))]);
        using var slow = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await slow.ConnectAsync(IPAddress.Loopback, rig.Url.Port);
        _ = await slow.SendAsync("GET /api/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"u8.ToArray());
        using HttpResponseMessage other = await rig.SendAsync(HttpMethod.Get, "/api/events");
        using var reader = new StreamReader(await other.Content.ReadAsStreamAsync());
        int rigs = 0;
        // The buffers of the kernel fill first; then Kestrel waits for five seconds.
        for (var end = DateTime.UtcNow + (2 * s_limit); DateTime.UtcNow < end && (rigs < 10 || rig.Feed.Clients == 2);)
            rigs += await reader.ReadLineAsync() is "event: rig" ? 1 : 0;
        Assert.That(rigs, Is.GreaterThanOrEqualTo(10));
        Assert.That(rig.Feed.Clients, Is.EqualTo(1));
        Assert.That(await rig.Client.GetStringAsync("/api/rig"), Is.Not.Empty);
    }

    [Test]
    public async Task A_port_that_is_taken_is_reported_in_one_line()
    {
        await using ServedRig rig = await ServedRig.StartAsync();
        await using ServeHost second = ServeHost.Create(new ServeOptions(new IPEndPoint(IPAddress.Loopback, rig.Url.Port), null));
        IOException? problem = Assert.ThrowsAsync<IOException>(second.StartAsync);
        Assert.That(
            ServeHost.Describe(problem!, new IPEndPoint(IPAddress.Loopback, rig.Url.Port)),
            Is.EqualTo($"port {rig.Url.Port} of 127.0.0.1 is taken by another program; take another one with --http"));
    }

    [Test]
    public async Task An_address_of_another_computer_is_reported_in_one_line()
    {
        var address = new IPEndPoint(IPAddress.Parse("192.0.2.1"), 8019);
        await using ServeHost host = ServeHost.Create(new ServeOptions(address, "0123456789abcdef"));
        SocketException? problem = Assert.ThrowsAsync<SocketException>(host.StartAsync);
        Assert.That(ServeHost.Describe(problem!, address), Is.EqualTo("this computer has no address 192.0.2.1"));
    }

    private static async Task<bool> UntilServedAsync(ServedRig rig)
    {
        for (var end = DateTime.UtcNow + s_limit; DateTime.UtcNow < end;)
        {
            try
            {
                return (await rig.Client.GetStringAsync("/api/rig")).Length != 0;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(20);
            }
        }
        return false;
    }

    private static async Task<string> AnswerAsync(ServedRig rig, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, rig.Url.Port);
        NetworkStream stream = client.GetStream();
        byte[] answer = new byte[100];
        Task<int> reading = stream.ReadAtLeastAsync(answer, 12, throwOnEndOfStream: false).AsTask();
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        }
        catch (IOException)
        {
            // It does not read what it has refused already.
        }
        return Encoding.Latin1.GetString(answer, 0, await reading.WaitAsync(s_limit));
    }
}
