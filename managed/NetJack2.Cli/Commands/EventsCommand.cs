// SPDX-License-Identifier: GPL-2.0-or-later
using System.CommandLine;
using NetJack2.Cli.Events;
using NetJack2.Cli.Layout;
using NetJack2.Rig.Events;

namespace NetJack2.Cli.Commands;

/// <summary><c>netjack2 events</c>: what has happened in the modules of this computer, once or on and on.</summary>
internal static class EventsCommand
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(200);

    public static Command Create()
    {
        Argument<string?> module = ModuleArgument.Create();
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on with what happens, until interrupted." };
        var json = new Option<bool>("--json") { Description = "Write JSON, for programs: with --follow a line for each event." };
        var command = new Command(
            "events", "Shows what has happened: connected, gone, lost, xruns, refused and why.") { module, follow, json };
        command.SetAction((result, cancellation) =>
            ShowAsync(result.GetValue(module), result.GetValue(follow), result.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> ShowAsync(string? module, bool follow, bool json, CancellationToken cancellation)
    {
        var feed = new EventFeed();
        EventReport[] events = Of(module, feed.Take());
        if (!follow)
            return ShowOnce(events, json);
        while (true)
        {
            foreach (EventReport report in events)
                Output.Write(json ? [EventsJson.Write(report)] : EventLine.Lines(report, Output.Width, Output.IsColoured));
            try
            {
                await Task.Delay(s_interval, cancellation);
            }
            catch (OperationCanceledException)
            {
                return 0;
            }
            if (Output.IsBroken)
                return 0;
            events = Of(module, feed.Take());
        }
    }

    private static int ShowOnce(EventReport[] events, bool json)
    {
        if (json)
            Console.Out.WriteLine(EventsJson.Write(events));
        else if (events.Length == 0)
            Output.Write(TextLines.Wrap("Nothing has happened in the modules of this computer, or none is loaded.", Output.Width));
        else
            Output.Write(events.SelectMany(report => EventLine.Lines(report, Output.Width, Output.IsColoured)));
        return events.Length == 0 ? 1 : 0;
    }

    private static EventReport[] Of(string? module, IEnumerable<EventReport> events) =>
        [.. events.Where(report => module is null || string.Equals(report.Module, module, StringComparison.Ordinal))];
}
