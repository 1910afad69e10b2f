// SPDX-License-Identifier: GPL-2.0-or-later
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NetJack2.RealTime;
using NetJack2.Rig.Requests;
using NetJack2.Serve.Access;
using NetJack2.Serve.Live;
using NetJack2.Serve.Network;
using NetJack2.Serve.Options;
using NetJack2.Statistics;

namespace NetJack2.Serve.Http;

/// <summary>The server. Its resources are bounded, so that no client harms the others or the audio of this computer.</summary>
internal sealed class ServeHost : IAsyncDisposable
{
    private const int MostConnections = 64, MostHeaderBytes = 8192, MostHeaders = 50, MostLine = 4096;

    // Streams end at once; what else is going on takes no longer.
    private static readonly TimeSpan s_longestEnd = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan s_longestIdle = TimeSpan.FromSeconds(30), s_longestHeader = TimeSpan.FromSeconds(5);

    private readonly WebApplication _application;

    private readonly RigNetwork _network;

    private ServeHost(WebApplication application, RigNetwork network, LiveFeed feed) =>
        (_application, _network, Feed) = (application, network, feed);

    /// <summary>The feed of events and reports that all streams send.</summary>
    public LiveFeed Feed { get; }

    /// <summary>The address of the page, once the server has started.</summary>
    public string Url => $"{_application.Urls.First()}/"
        .Replace("//0.0.0.0:", $"//{Environment.MachineName}:", StringComparison.Ordinal)
        .Replace("//[::]:", $"//{Environment.MachineName}:", StringComparison.Ordinal);

    /// <summary>Creates a server, which has not started.</summary>
    /// <param name="options">The command line.</param>
    /// <param name="folder">Where the pages are.</param>
    /// <param name="open">Connects to a module; null: to one of this computer.</param>
    /// <param name="time">The clock of the age of pages; null: the system's clock.</param>
    public static ServeHost Create(
        ServeOptions options, string folder = PageFile.Folder, OpenChannel? open = null, TimeProvider? time = null)
    {
        // Without files of settings and variables of the environment, which would be further options.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server => Limit(server, options));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = s_longestEnd);
        WebApplication application = builder.Build();
        var pages = new RigPages(folder);
        var feed = new LiveFeed(pages, folder, time ?? TimeProvider.System);
        var network = new RigNetwork(open ?? OpenModule, time ?? TimeProvider.System);
        var routes = new Routes(
            new Gate(options.Address, options.Token), pages, feed, network, application.Lifetime.ApplicationStopping);
        application.Run(routes.ServeAsync);
        return new ServeHost(application, network, feed);
    }

    /// <summary>Starts to listen.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    /// <exception cref="SocketException">This user may not have the port, or the computer has no such address.</exception>
    public Task StartAsync() => _application.StartAsync();

    /// <summary>Waits for a signal that ends it.</summary>
    public Task WaitForEndAsync() => _application.WaitForShutdownAsync();

    /// <summary>Why it has not started: one line.</summary>
    public static string Describe(Exception exception, IPEndPoint address) => (exception as SocketException)?.SocketErrorCode switch
    {
        SocketError.AccessDenied => $"this user may not have port {address.Port}; take one above 1023: --http {address.Address}:8019",
        SocketError.AddressNotAvailable => $"this computer has no address {address.Address}",
        SocketError.AddressFamilyNotSupported => $"this computer has no addresses such as {address.Address}",
        null => $"port {address.Port} of {address.Address} is taken by another program; take another one with --http",
        _ => exception.Message,
    };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _network.Dispose();
    }

    private static Result<IRigChannel> OpenModule() =>
        ModuleChannel.Open().TryGet(out ModuleChannel? channel, out Refusal? refusal) ? Result.Of<IRigChannel>(channel) : refusal;

    private static void Limit(KestrelServerOptions server, ServeOptions options)
    {
        server.AddServerHeader = false;
        KestrelServerLimits limits = server.Limits;
        limits.MaxConcurrentConnections = MostConnections;
        limits.MaxRequestHeadersTotalSize = MostHeaderBytes;
        limits.MaxRequestHeaderCount = MostHeaders;
        limits.MaxRequestLineSize = MostLine;
        limits.MaxRequestBodySize = Routes.MostBody;
        limits.KeepAliveTimeout = s_longestIdle;
        limits.RequestHeadersTimeout = s_longestHeader;
        // Kestrel's least rates stay: a client that reads or writes less than 240 bytes a second for five seconds is disconnected.
        var strangers = new PeerLimit(hasToken: options.Token is not null);
        server.Listen(options.Address, endpoint =>
        {
            endpoint.Protocols = HttpProtocols.Http1;
            _ = endpoint.Use(next => connection => strangers.ServeAsync(connection, next));
        });
    }
}
