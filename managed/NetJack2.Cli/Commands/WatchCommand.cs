// SPDX-License-Identifier: GPL-2.0-or-later
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics;
using System.Globalization;
using NetJack2.Cli.Alarms;
using NetJack2.Cli.Events;
using NetJack2.Cli.Layout;
using NetJack2.Rig.Events;
using NetJack2.Statistics;

namespace NetJack2.Cli.Commands;

/// <summary><c>netjack2 watch</c>: runs a command, or shows a notice, when something happens.</summary>
internal static class WatchCommand
{
    private const double UsualSeconds = 10, MostSeconds = 86_400;

    // A module needs at most 0.3 s to notice, and an alarm is to be there half a second after its cause.
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);

    private static readonly EventKind[] s_usual =
    [
        EventKind.Gone, EventKind.Interrupted, EventKind.Lost, EventKind.Xrun, EventKind.Refused, EventKind.DeviceGone, EventKind.Fault,
    ];

    public static Command Create()
    {
        var on = new Option<string>("--on")
        {
            Description = $"What for: {string.Join(", ", EventWords.All)}; several with commas.",
            HelpName = "EVENTS",
            DefaultValueFactory = _ => string.Join(',', s_usual.Select(EventWords.Of)),
        };
        on.Validators.Add(result =>
        {
            foreach (string word in result.Tokens.SelectMany(token => WordsIn(token.Value)))
                if (!EventWords.TryParse(word, out _))
                    result.AddError($"--on knows no event '{word}', but {string.Join(", ", EventWords.All)}.");
        });
        on.CompletionSources.Add([.. EventWords.All]);
        var run = new Option<string?>("--run")
        {
            Description = "Run this by /bin/sh. What happened is in NETJACK2_EVENT, NETJACK2_NAME and so on: see the manual page.",
            HelpName = "COMMAND",
        };
        var notify = new Option<bool>("--notify") { Description = "Show a notice on the desktop, by notify-send." };
        var every = new Option<double>("--every")
        {
            Description = "At most one alarm in so many seconds for each event and session; 0: no limit.",
            HelpName = "SECONDS",
            DefaultValueFactory = _ => UsualSeconds,
            CustomParser = ParseSeconds,
        };
        var command = new Command(
            "watch", "Runs a command or shows a notice when something happens, until interrupted. Without either: prints it.")
        {
            on, run, notify, every,
        };
        command.SetAction((result, cancellation) => WatchAsync(
            KindsIn(result.GetValue(on)!), result.GetValue(run), result.GetValue(notify), result.GetValue(every), cancellation));
        return command;
    }

    private static async Task<int> WatchAsync(
        HashSet<EventKind> kinds, string? command, bool isNotified, double seconds, CancellationToken cancellation)
    {
        var feed = new EventFeed();
        // What was before is known to who reads the events.
        _ = feed.Take();
        var limit = new AlarmLimit(seconds);
        var processes = new AlarmProcesses(s_longest);
        bool isPrinted = command is null && !isNotified;
        while (true)
        {
            try
            {
                await Task.Delay(s_interval, cancellation);
            }
            catch (OperationCanceledException)
            {
                return 0;
            }
            if (isPrinted && Output.IsBroken)
                return 0;
            processes.Poll();
            foreach (EventReport report in feed.Take().Where(report => kinds.Contains(report.Kind)))
            {
                if (!limit.MayAlarm(report, Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency, out long suppressed))
                    continue;
                if (isPrinted)
                    Console.Out.WriteLine(EventLine.Of(report) + MoreOf(suppressed));
                bool isRun = command is not null && processes.TryRun(command, report, suppressed);
                bool isShown = isNotified && processes.TryNotify(report, suppressed);
                if (!isPrinted && !isRun && !isShown)
                    limit.Suppress(report, suppressed);
            }
        }
    }

    private static string MoreOf(long suppressed) =>
        suppressed == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({suppressed} more since the last line)");

    private static string[] WordsIn(string text) => text.Split(',', StringSplitOptions.TrimEntries);

    private static HashSet<EventKind> KindsIn(string text) =>
        [.. WordsIn(text).Select(word => EventWords.TryParse(word, out EventKind kind) ? kind : EventKind.None)];

    private static double ParseSeconds(ArgumentResult result)
    {
        if (double.TryParse(result.Tokens[0].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds)
            && seconds <= MostSeconds)
            return seconds;
        result.AddError($"--every must be a number of seconds, 0 to {MostSeconds:F0}, and not '{result.Tokens[0].Value}'.");
        return UsualSeconds;
    }
}
