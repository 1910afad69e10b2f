// SPDX-License-Identifier: GPL-2.0-or-later
using System.CommandLine;
using NetJack2.Cli.Layout;
using NetJack2.Rig.Pages;
using NetJack2.Statistics;

namespace NetJack2.Cli.Commands;

/// <summary><c>netjack2 list</c>: the loaded modules and their sessions.</summary>
internal static class ListCommand
{
    private const int Indent = 2;

    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Write JSON, for programs." };
        var network = new Option<bool>("--network") { Description = "List the machines of the whole rig instead." };
        var command = new Command("list", "Lists the modules that are loaded and their sessions.") { json, network };
        command.SetAction(result =>
            result.GetValue(network) ? RigCommands.ListMachines(result.GetValue(json)) : List(result.GetValue(json)));
        return command;
    }

    /// <summary>Returns the lines of <c>netjack2 list</c>: one for each module, its sessions below it.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<ModulePage> pages, int width)
    {
        // All modules in the same columns.
        string[][] rows = [.. pages.SelectMany(page => page.Sessions, (_, session) => RowOf(session))];
        string[] sessions = [.. TextLines.Columns(rows, width, Indent)];
        int each = rows.Length == 0 ? 0 : sessions.Length / rows.Length, next = 0;
        foreach (ModulePage page in pages)
        {
            yield return $"{page.Name}  server {page.Server}, jackd {page.ProcessId}";
            if (page.Sessions.Count == 0 && page.Module == ModuleKind.NetManager)
                yield return "  waits for slaves";
            for (int last = next + (each * page.Sessions.Count); next < last; next++)
                yield return sessions[next];
        }
    }

    private static int List(bool json)
    {
        IReadOnlyList<ModulePage> pages = ModulePage.ReadAll();
        ModulePage[] present = [.. pages.Where(page => !page.IsStale)];
        int code = present.Length == 0 ? 1 : 0;
        if (json)
        {
            Console.Out.WriteLine(PagesJson.Write(pages));
            return code;
        }
        Output.Write(present.Length == 0
            ? TextLines.Wrap(
                "No module of netjack2-cs is loaded into a jackd of this computer. (netjack2 doctor shows what to do.)", Output.Width)
            : Lines(present, Output.Width));
        Output.Write(Complaints.Lines(pages, Output.Width));
        return code;
    }

    private static string[] RowOf(SessionReport session) =>
    [
        session.Name, session.State, session.Peer, $"{session.SendAudio}/{session.ReturnAudio} audio",
        $"{session.SendMidi}/{session.ReturnMidi} MIDI", SessionTable.FormatOf(session),
    ];
}
