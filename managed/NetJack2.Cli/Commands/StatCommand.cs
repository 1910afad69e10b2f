// SPDX-License-Identifier: GPL-2.0-or-later
using System.CommandLine;
using NetJack2.Cli.Layout;
using NetJack2.Cli.Pages;
using NetJack2.Rig.Pages;

namespace NetJack2.Cli.Commands;

/// <summary><c>netjack2 stat</c>: what the sessions count, once or again and again, for people or for programs.</summary>
internal static class StatCommand
{
    private const string Home = "\u001b[H\u001b[2J";
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Write JSON, for programs: with --watch a line each time." };
        var watch = new Option<bool>("--watch", "-w") { Description = "Go on, once a second, until interrupted." };
        var advise = new Option<bool>("--advise") { Description = "End with the -l that would have done for each session." };
        var command = new Command("stat", "Shows what each session counts: packets, losses, latency, clock ratio.") { json, watch, advise };
        command.SetAction((result, cancellation) =>
            ShowAsync(result.GetValue(json), result.GetValue(watch), result.GetValue(advise), cancellation));
        return command;
    }

    private static async Task<int> ShowAsync(bool json, bool watch, bool advise, CancellationToken cancellation)
    {
        while (true)
        {
            IReadOnlyList<ModulePage> pages = ModulePage.ReadAll();
            ModulePage[] present = [.. pages.Where(page => !page.IsStale && page.Sessions.Count != 0)];
            if (json)
                Console.Out.WriteLine(PagesJson.Write([.. pages.Select(LevelReport.AddTo)]));
            else
                Show(pages, present, watch, advise);
            if (!watch)
                return present.Length == 0 ? 1 : 0;
            try
            {
                await Task.Delay(s_interval, cancellation);
                if (Output.IsBroken)
                    return 0;
            }
            catch (OperationCanceledException)
            {
                return 0;
            }
        }
    }

    private static void Show(IReadOnlyList<ModulePage> pages, ModulePage[] present, bool isAgain, bool advise)
    {
        if (isAgain && !Console.IsOutputRedirected)
            Console.Out.Write(Home);
        int width = Output.Width;
        Output.Write(present.Length == 0 ? ["No session runs on this computer."] : SessionTable.Lines(present, width));
        if (advise && present.Length != 0)
            Output.Write(["", .. Advice(present, width)]);
        Output.Write(Complaints.Lines(pages, width));
    }

    /// <summary>The value of -l that would have been enough, a line for each session; where there is none, what is still missing.</summary>
    internal static IEnumerable<string> Advice(IReadOnlyList<ModulePage> pages, int width)
    {
        string[] lines =
        [
            .. pages.SelectMany(page => page.Sessions, (page, session) => LatencyAdvice.Of(page.Module, session))
                .OfType<LatencyAdvice>().Select(advice => $"{advice}")
        ];
        return (lines.Length == 0 ? ["No session has run for long enough to advise a latency."] : lines)
            .SelectMany(line => TextLines.Wrap(line, width));
    }
}
