// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics;
using NetJack2.Rig.Pages;
using NetJack2.Statistics;

namespace NetJack2.Cli.Tests;

/// <summary>
/// Draws the pictures of <c>netjack2 top</c> in docs/pictures: scripts/pictures.sh. The program runs in a terminal of tmux and sees
/// pages that this test writes, in a /dev/shm of its own.
/// </summary>
[NonParallelizable]
public sealed class TopPictureTests
{
    private const int Seconds = 12;

    private static readonly long s_start = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    private static readonly string[] s_names = ["keys", "drums", "stagebox", "vocals", "foh", "monitors", "recorder", "organ"];

    [TestCase(80, 24, 3, "")]
    [TestCase(120, 40, 3, "d")]
    [TestCase(200, 60, 64, "")]
    public async Task A_picture_is_drawn(int width, int height, int count, string keys)
    {
        if (Environment.GetEnvironmentVariable("NETJACK2_DRAW") is not "1")
            Assert.Ignore("scripts/pictures.sh draws it");
        using var folder = new PageFolder();
        var watch = Stopwatch.StartNew();
        Put(folder, count, 0);
        string socket = Path.Combine(Path.GetTempPath(), $"netjack2-picture-{Environment.ProcessId}");
        string top = $"'{Environment.ProcessPath}' '{Path.Combine(AppContext.BaseDirectory, "netjack2.dll")}' top";
        await RunAsync(
            "unshare", "-Urm", "sh", "-c",
            $"mount --bind '{folder.Path}' /dev/shm && exec tmux -u -f /dev/null -S '{socket}' new-session -d -x {width} -y {height} "
            + $"\"{top}\" ';' set -g status off ';' resize-window -x {width} -y {height}");
        try
        {
            for (bool isPressed = keys.Length == 0; watch.Elapsed < TimeSpan.FromSeconds(Seconds);)
            {
                await Task.Delay(200);
                Put(folder, count, (long)(watch.Elapsed.TotalSeconds * 5));
                if (isPressed || watch.Elapsed < TimeSpan.FromSeconds(Seconds / 2))
                    continue;
                await RunAsync("tmux", "-S", socket, "send-keys", keys);
                isPressed = true;
            }
            string[] lines = (await RunAsync("tmux", "-S", socket, "capture-pane", "-e", "-p")).TrimEnd('\n').Split('\n');
            Assert.That(lines, Has.Length.EqualTo(height));
            Assert.That(lines[^1], Does.Contain("q end"));
            string title = $"netjack2 top in a terminal of {width} columns and {height} lines";
            string picture = TerminalPicture.Draw(lines, width, height, title);
            await File.WriteAllTextAsync(Path.Combine(Folder(), $"top-{width}x{height}.svg"), picture);
        }
        finally
        {
            await RunAsync("tmux", "-S", socket, "kill-server");
        }
    }

    private static void Put(PageFolder folder, int count, long time)
    {
        SessionStatistics[] sessions = [.. Enumerable.Range(0, count).Select(number => Session(number, time))];
        PageEvent[] events = [Happened(1, EventKind.Connected, 0, 83), Happened(2, EventKind.Connected, 1, 80),
            Happened(3, EventKind.Lost, 1, 41), Happened(4, EventKind.Interrupted, 0, 17)];
        folder.Put(ModuleKind.NetManager, sessions, events);
        ModulePage page = folder.Read().Single();
        string path = PageFile.MetersOf(page.Path);
        using var file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite);
        MeterPage.WriteHeader(file, page.Header, now: 0);
        for (int slot = 0; slot < count; slot++)
        {
            var meters = new SessionMeters { SessionId = sessions[slot].Counters.SessionId, OutgoingCount = 2, IncomingCount = 2 };
            meters.Outgoing[0] = new PortMeter { Peak = 0.5f, Held = 0.5f };
            meters.Outgoing[1] = new PortMeter { Peak = 0.2f, Held = 0.32f };
            meters.Incoming[0] = new PortMeter { Peak = 0.9f, Held = 1.02f, Clipped = 3 };
            meters.Incoming[1] = new PortMeter { Peak = 0.01f, Held = 0.03f };
            _ = MeterPage.Write(file, slot, ref meters, 0);
        }
    }

    private static SessionStatistics Session(int number, long time)
    {
        long now = (long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency));
        // Some lose packets, now and then.
        long lost = number % 8 is 1 or 4 ? time / 13 * (number % 5) : 0;
        string name = s_names[number % s_names.Length] + (number < s_names.Length ? "" : $"-{(number / s_names.Length) + 1}");
        var session = new SessionStatistics
        {
            State = (uint)(number % 16 == 11 ? SessionState.Searching : SessionState.Running), Name = PageText.From(name),
            Peer = PageText.From($"192.168.7.{20 + number}:19000"), SampleRate = 48_000, Period = 256, Latency = 2, Mtu = 1500,
            SendAudio = 2, ReturnAudio = 2, Since = now - 3_600_000_000_000,
        };
        session.Counters = new SessionCounters
        {
            SessionId = (uint)number + 1, Lost = lost, IncompleteCycles = lost / 2, Late = lost / 3, Cycles = 675_000 + (time * 37),
            Sent = 1_350_000, Received = 1_350_000,
            RoundTrip = 5_300_000 + (number * 20_000), RoundTripWorst = 8_100_000 + (number * 90_000),
            WindowFill = 1, LastReceived = now,
        };
        session.Reported = new PeerCounters { PeerReported = now, PeerXruns = number % 3, PeerLoad = 1870 + (number * 31), Load = 2310 };
        return session;
    }

    private static PageEvent Happened(ulong serial, EventKind kind, int number, int secondsAgo) => new()
    {
        Serial = serial, Time = (long)serial,
        WallTime = (s_start - (secondsAgo * 1000L)) * 1_000_000,
        Count = kind == EventKind.Connected ? 0 : 3, Kind = (uint)kind, Duration = kind == EventKind.Connected ? 0 : 10_666_667,
        SessionId = (uint)number + 1, Name = PageText.From(s_names[number]), Peer = PageText.From($"192.168.7.{20 + number}:19000"),
        Reason = PageText.From(kind == EventKind.Connected ? "48000 Hz, 256 frames, -l 2" : ""),
    };

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["TERM"] = "xterm-256color";
        start.Environment.Remove("NO_COLOR");
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, $"{program} {string.Join(' ', arguments)}");
        return output;
    }

    private static string Folder()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "NetJack2.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("NetJack2.sln");
        return Path.Combine(folder, "docs", "pictures");
    }
}
