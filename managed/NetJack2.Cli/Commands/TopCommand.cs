// SPDX-License-Identifier: GPL-2.0-or-later
using System.CommandLine;
using System.Diagnostics;
using System.Runtime.InteropServices;
using NetJack2.Cli.Events;
using NetJack2.Cli.Layout;
using NetJack2.Cli.Top;
using NetJack2.Rig.Events;
using NetJack2.Rig.Pages;

namespace NetJack2.Cli.Commands;

/// <summary><c>netjack2 top</c>: all sessions in a full screen, those that lose packets first; in a pipe, one table.</summary>
internal static class TopCommand
{
    private const int PollMilliseconds = 100;
    private const int KeptEvents = 1000;
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    // Levels are measured five times a second. With many sessions it takes longer to read and draw, and is done twice a second.
    private const double ShortestSeconds = 0.2, LongestSeconds = 0.5;

    // To read and to draw may take a fortieth of a processor's time.
    private const double Share = 40;

    private static double Seconds => Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;

    public static Command Create()
    {
        var command = new Command(
            "top",
            "Shows all sessions in the terminal, those that lose packets first, five times a second. Keys: arrows, j and k select, "
            + "s changes the order, d or Enter shows details, q ends. In a pipe: one table, after a second.");
        command.SetAction(_ =>
        {
            if (Output.IsPlain)
                ShowOnce();
            else
                Show();
            return 0;
        });
        return command;
    }

    private static void ShowOnce()
    {
        var history = new LossHistory();
        IReadOnlyList<TopSession> sessions = history.Take(ModulePage.ReadAll(), Seconds);
        if (sessions.Count != 0)
        {
            // The losses of a second take two readings.
            Thread.Sleep(s_interval);
            sessions = history.Take(ModulePage.ReadAll(), Seconds);
        }
        Output.Write(sessions.Count == 0
            ? ["No session runs on this computer."]
            : TopTable.Lines(default(TopState).Sort(sessions), Output.Width, hasHistory: false));
    }

    private static void Show()
    {
        bool isEnding = false;
        using PosixSignalRegistration interrupt = On(PosixSignal.SIGINT, () => Volatile.Write(ref isEnding, true));
        using PosixSignalRegistration terminate = On(PosixSignal.SIGTERM, () => Volatile.Write(ref isEnding, true));
        using PosixSignalRegistration hangUp = On(PosixSignal.SIGHUP, () => Volatile.Write(ref isEnding, true));
        using var terminal = new Terminal();
        var history = new LossHistory();
        var feed = new EventFeed();
        IReadOnlyList<EventReport> events = [];
        IReadOnlyList<TopSession> sessions = [], sorted = [];
        TopState state = default;
        double next = 0;
        (int Width, int Height) drawn = default;
        for (bool isChanged = true; !Volatile.Read(ref isEnding);)
        {
            double start = Seconds;
            bool isReading = start >= next;
            if (isReading)
            {
                sessions = history.Take(ModulePage.ReadAll(), Seconds);
                events = [.. events.Concat(feed.Take()).TakeLast(KeptEvents)];
                isChanged = true;
            }
            (int Width, int Height) size = Terminal.Size;
            if (size != drawn)
            {
                terminal.Forget();
                isChanged = true;
            }
            if (isChanged)
            {
                sorted = state.Sort(sessions);
                terminal.Show(Draw(sorted, events, ref state, size.Width, size.Height));
                drawn = size;
            }
            if (isReading)
                next = start + Math.Clamp((Seconds - start) * Share, ShortestSeconds, LongestSeconds);
            isChanged = false;
            foreach (TopKey key in TopKeys.Read(terminal.Read((int)Math.Clamp((next - Seconds) * 1000, 1, PollMilliseconds))))
            {
                if (key == TopKey.End)
                    return;
                state = state.After(key, sorted, TopView.RowsOf(size.Height));
                isChanged = true;
            }
        }
    }

    private static IReadOnlyList<string> Draw(
        IReadOnlyList<TopSession> sorted, IReadOnlyList<EventReport> events, ref TopState state, int width, int height)
    {
        TopSession? selected = sorted.Count == 0 ? null : sorted[state.IndexIn(sorted)];
        // The details of a session that has gone are not those of another.
        if (!state.IsDetailed || selected is null || selected.Key != state.Selected)
        {
            state = state with { IsDetailed = false };
            return TopView.Lines(sorted, state, width, height, Output.IsColoured, [.. events.Select(EventLine.Of)]);
        }
        ModulePage page = LevelReport.AddTo(selected.Page with { Sessions = [selected.Report] });
        string[] details = [.. SessionTable.Lines([page], width), .. LevelLines.Of(page.Sessions[0].Levels, width)];
        state = state with { Offset = Math.Min(state.Offset, TopView.LastOffset(details.Length, height)) };
        IEnumerable<EventReport> own = events.Where(report => report.ProcessId == selected.Page.ProcessId
            && string.Equals(report.Module, selected.Page.Name, StringComparison.Ordinal)
            && string.Equals(report.Name, selected.Report.Name, StringComparison.Ordinal));
        return TopView.Details(details, state, width, height, Output.IsColoured, [.. own.Select(EventLine.Of)]);
    }

    private static PosixSignalRegistration On(PosixSignal signal, Action action) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        action();
    });
}
