// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics;
using NetJack2.Interop;
using NetJack2.JackProbe.Jack;
using NetJack2.JackProbe.Results;
using Api = NetJack2.Interop.Jack;

namespace NetJack2.JackProbe.Commands;

/// <summary>
/// <c>load|unload|reload --client NAME [--so NAME] [--arguments TEXT]</c>: loads or unloads an internal client of the server.
/// <c>reload --times N --pause S</c> unloads and loads it N times, with a pause after each load.
/// </summary>
internal static unsafe class InternalClientCommands
{
    private const JackOptions Exactly = JackOptions.JackUseExactName;

    public static int Load(Options options) => WithClient(options, client => Load(client, options));

    public static int Unload(Options options) => WithClient(options, client => Unload(client, options.Text("client")));

    public static int Reload(Options options)
        => WithClient(options, client =>
        {
            int times = options.Count("times", 1);
            double slowest = 0;
            for (int i = 0; i < times; i++)
            {
                ServerResult unloaded = Unload(client, options.Text("client"));
                ServerResult loaded = Load(client, options);
                if (unloaded.Status != 0 || loaded.Status != 0) return new ServerResult(unloaded.Status | loaded.Status, i, slowest);
                slowest = Math.Max(slowest, Math.Max(unloaded.Milliseconds, loaded.Milliseconds));
                Thread.Sleep(options.Seconds("pause", 0.1));
            }

            return new ServerResult(0, times, slowest);
        });

    private static int WithClient(Options options, Func<JackClient, ServerResult> action)
    {
        using var client = new JackClient("probe-load", options.Seconds("wait", 5));
        return Output.Print(action(client), ResultsJson.Default.ServerResult);
    }

    private static ServerResult Load(JackClient client, Options options)
    {
        using var name = new CString(options.Text("client"));
        using var library = new CString(options.Text("so", options.Text("client")));
        using var arguments = new CString(options.Text("arguments", ""));
        JackStatus status;
        var time = Stopwatch.StartNew();
        ulong handle = Api.jack_internal_client_load_init(
            client.Handle, name, Exactly | JackOptions.JackLoadName | JackOptions.JackLoadInit, &status, library, arguments);
        double elapsed = time.Elapsed.TotalMilliseconds;
        return new ServerResult(handle == 0 ? (int)(status | JackStatus.JackFailure) : 0, 1, elapsed);
    }

    private static ServerResult Unload(JackClient client, string clientName)
    {
        using var name = new CString(clientName);
        JackStatus status;
        var time = Stopwatch.StartNew();
        ulong handle = Api.jack_internal_client_handle(client.Handle, name, &status);
        if (handle == 0) return new ServerResult((int)(status | JackStatus.JackNoSuchClient), 1, 0);
        int result = (int)Api.jack_internal_client_unload(client.Handle, handle);
        return new ServerResult(result, 1, time.Elapsed.TotalMilliseconds);
    }
}
