// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Processes;

namespace NetJack2.TestHosts.Servers;

/// <summary>A session bus of a host's own, and a jackdbus on it:
/// nothing of it touches the bus or the settings of this machine's user.</summary>
public sealed class JackBus : IAsyncDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);
    private readonly TestHost _host;
    private readonly HostProcess _bus;
    private readonly Dictionary<string, string> _environment;
    private HostProcess? _service;

    private JackBus(TestHost host, HostProcess bus, Dictionary<string, string> environment)
    {
        _host = host;
        _bus = bus;
        _environment = environment;
    }

    /// <summary>What jackdbus has logged on this host, over all its lives.</summary>
    public string Log => File.Exists(LogFile) ? File.ReadAllText(LogFile) : "";

    /// <summary>Whether the jackdbus that was started runs. The bus starts another one in the place of one that has crashed.</summary>
    public bool IsServiceRunning => _service is { HasExited: false };

    private string LogFile => Path.Combine(_host.Home, ".log", "jack", "jackdbus.log");

    private string Settings => Path.Combine(_host.Home, "config", "jack", "conf.xml");

    /// <summary>Starts a bus and a jackdbus, which starts no server yet.</summary>
    public static async Task<JackBus> StartAsync(TestHost host, DriverFolder drivers)
    {
        string address = $"unix:path={Path.Combine(host.Home, "bus")}";
        var environment = new Dictionary<string, string>(host.UserEnvironment, StringComparer.Ordinal)
        {
            ["JACK_DRIVER_DIR"] = drivers.Path,
            ["DBUS_SESSION_BUS_ADDRESS"] = address,
        };
        HostProcess bus = await host.StartAsync(
            "dbus-daemon", ["dbus-daemon", "--session", "--nofork", $"--address={address}", "--print-address"], environment);
        await bus.AwaitTextAsync("unix:", s_limit);
        var jackBus = new JackBus(host, bus, environment);
        await jackBus.StartServiceAsync();
        return jackBus;
    }

    /// <summary>Starts jackdbus; after <see cref="StopServiceAsync"/>, with what it has saved.</summary>
    public async Task StartServiceAsync()
    {
        _service = await _host.StartAsync("jackdbus", ["jackdbus", "auto"], _environment);
        for (int attempt = 0; ; attempt++)
        {
            await using HostProcess answer = await _host.StartAsync(
                "dbus-send",
                ["dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/", "org.freedesktop.DBus.ListNames"],
                _environment);
            await answer.AwaitExitAsync(s_limit);
            if (answer.HasPrinted("org.jackaudio.service")) return;
            if (attempt == 50 || _service.HasExited) throw new InvalidOperationException($"jackdbus does not come\n{_service.Log}\n{Log}");
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }
    }

    /// <summary>Ends jackdbus by its own command, when it has saved this text:
    /// it saves some time after a change, and not at its end.</summary>
    public async Task StopServiceAsync(string saved)
    {
        await Poll.UntilAsync(
            () => File.Exists(Settings) && File.ReadAllText(Settings).Contains(saved, StringComparison.Ordinal),
            s_limit,
            $"{saved} in {Settings}");
        _ = await ControlAsync("exit");
        await _service!.AwaitExitAsync(s_limit);
    }

    /// <summary>Runs <c>jack_control</c>; what it printed, without the times.</summary>
    public async Task<string> ControlAsync(params string[] words)
    {
        await using HostProcess control = await _host.StartAsync(
            $"jack_control {string.Join(' ', words)}", ["jack_control", .. words], _environment);
        await control.AwaitExitAsync(s_limit);
        return control.Output + control.Errors;
    }

    /// <summary>Waits until jackdbus has logged a text.</summary>
    public Task AwaitLogAsync(string text)
        => Poll.UntilAsync(() => Log.Contains(text, StringComparison.Ordinal), s_limit, $"'{text}' in\n{Log}");

    public async ValueTask DisposeAsync()
    {
        if (_service is not null) await _service.DisposeAsync();
        await _bus.DisposeAsync();
    }
}
