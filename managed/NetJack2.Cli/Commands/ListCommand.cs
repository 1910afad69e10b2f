using System.CommandLine;
using NetJack2.Cli.Pages;
using NetJack2.Statistics;
using Spectre.Console;

namespace NetJack2.Cli.Commands;

/// <summary><c>netjack2 list</c>: which modules are loaded, and who is connected.</summary>
internal static class ListCommand
{
    public static Command Create()
    {
        var command = new Command("list", "Lists the modules that are loaded and their sessions.");
        command.SetAction(_ => List());
        return command;
    }

    private static int List()
    {
        IReadOnlyList<ModulePage> pages = ModulePage.ReadAll();
        if (pages.Count == 0)
        {
            AnsiConsole.WriteLine("No module of ours is loaded into a jackd of this computer. (netjack2 doctor says what to do.)");
            return 1;
        }
        Table table = new Table().Border(TableBorder.Simple).AddColumns("module", "server", "jackd", "session", "peer", "state", "audio", "MIDI", "form");
        foreach (ModulePage page in pages)
        {
            string module = page.Module.ToString().ToLowerInvariant();
            if (page.Sessions.Count == 0)
                AddRow(table, module, page, "", "", page.Module == ModuleKind.NetManager ? "waits for slaves" : "", "", "", "");
            foreach (SessionReport session in page.Sessions)
            {
                AddRow(table, module, page, session.Name, session.Peer, session.State, $"{session.SendAudio}/{session.ReturnAudio}",
                    $"{session.SendMidi}/{session.ReturnMidi}", SessionTable.FormOf(session));
            }
        }
        AnsiConsole.Write(table);
        return 0;
    }

    // Names come from the network: nothing in them is markup.
    private static void AddRow(Table table, string module, ModulePage page, params string[] cells)
        => table.AddRow([new Text(module), new Text(page.Server), new Text($"{page.ProcessId}"), .. cells.Select(cell => new Text(cell))]);
}
