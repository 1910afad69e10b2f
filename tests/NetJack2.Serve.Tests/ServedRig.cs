// SPDX-License-Identifier: GPL-2.0-or-later
using System.Net;
using NetJack2.Cli.Tests;
using NetJack2.Serve.Http;
using NetJack2.Serve.Live;
using NetJack2.Serve.Network;
using NetJack2.Serve.Options;
using NetJack2.Statistics;

namespace NetJack2.Serve.Tests;

/// <summary>A server in this process, on a free port of loopback, with pages in a folder of its own.</summary>
internal sealed class ServedRig : IAsyncDisposable
{
    private readonly ServeHost _host;

    private readonly SocketsHttpHandler _handler = new() { AllowAutoRedirect = false, UseCookies = false };

    private ServedRig(ServeHost host)
    {
        _host = host;
        Client = new HttpClient(_handler);
    }

    public HttpClient Client { get; }

    public PageFolder Pages { get; private init; } = null!;

    public Uri Url => Client.BaseAddress!;

    public LiveFeed Feed => _host.Feed;

    public static async Task<ServedRig> StartAsync(
        string? token = null, OpenChannel? open = null, IPAddress? address = null, TimeProvider? time = null)
    {
        var pages = new PageFolder();
        ServeHost host = ServeHost.Create(
            new ServeOptions(new IPEndPoint(address ?? IPAddress.Loopback, 0), token), pages.Path, open ?? FakeRig.None, time);
        await host.StartAsync();
        var rig = new ServedRig(host) { Pages = pages };
        rig.Client.BaseAddress = new UriBuilder(host.Url) { Host = "127.0.0.1" }.Uri;
        return rig;
    }

    public static SessionStatistics Session(string name = "keys", Func<SessionStatistics, SessionStatistics>? change = null)
    {
        var session = new SessionStatistics
        {
            State = (uint)SessionState.Running, Name = PageText.From(name), Peer = PageText.From("10.0.0.2:19000"),
            SampleRate = 48000, Period = 128, Latency = 2, Mtu = 1500, SendAudio = 2, ReturnAudio = 2,
        };
        session.Counters.SessionId = 7;
        session.Counters.Cycles = 1000;
        session.Counters.Received = 990;
        session.Counters.Lost = 10;
        session.Counters.RoundTrip = 5_300_000;
        return change is null ? session : change(session);
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, Action<HttpRequestMessage>? change = null)
    {
        var request = new HttpRequestMessage(method, path);
        change?.Invoke(request);
        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _handler.Dispose();
        await _host.DisposeAsync();
        Pages.Dispose();
    }
}
