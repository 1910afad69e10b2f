// SPDX-License-Identifier: GPL-2.0-or-later
using System.CommandLine;
using NetJack2.Cli.Pages;
using NetJack2.Statistics;
using Spectre.Console;

namespace NetJack2.Cli.Commands;

/// <summary><c>netjack2 list</c>: the loaded modules and their sessions.</summary>
internal static class ListCommand
{
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Write JSON, for programs." };
        var command = new Command("list", "Lists the modules that are loaded and their sessions.") { json };
        command.SetAction(result => List(result.GetValue(json)));
        return command;
    }

    private static int List(bool json)
    {
        IReadOnlyList<ModulePage> pages = ModulePage.ReadAll();
        ModulePage[] present = [.. pages.Where(page => !page.IsStale)];
        if (json)
        {
            Console.Out.WriteLine(PagesJson.Write(pages));
            return present.Length == 0 ? 1 : 0;
        }
        if (present.Length == 0)
            Console.Out.WriteLine("No module of netjack2-cs is loaded into a jackd of this computer. (netjack2 doctor shows what to do.)");
        else
            Screen.Write(TableOf(present));
        Screen.WriteComplaints(pages);
        return present.Length == 0 ? 1 : 0;
    }

    private static Table TableOf(IEnumerable<ModulePage> pages)
    {
        Table table = new Table()
            .Border(TableBorder.Simple)
            .AddColumns("module", "server", "jackd", "session", "peer", "state", "audio", "MIDI", "form");
        foreach (ModulePage page in pages)
        {
            if (page.Sessions.Count == 0)
                AddRow(table, page, "", "", page.Module == ModuleKind.NetManager ? "waits for slaves" : "", "", "", "");
            foreach (SessionReport session in page.Sessions)
            {
                AddRow(table, page, session.Name, session.Peer, session.State, $"{session.SendAudio}/{session.ReturnAudio}",
                    $"{session.SendMidi}/{session.ReturnMidi}", SessionTable.FormOf(session));
            }
        }
        return table;
    }

    // Names come from the network: nothing in them is markup.
    private static void AddRow(Table table, ModulePage page, params string[] cells)
        => table.AddRow(
            [new Text(page.Name), new Text(page.Server), new Text($"{page.ProcessId}"), .. cells.Select(cell => new Text(cell))]);
}
