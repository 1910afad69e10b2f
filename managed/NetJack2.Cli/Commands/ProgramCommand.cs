// SPDX-License-Identifier: GPL-2.0-or-later
using System.CommandLine;

namespace NetJack2.Cli.Commands;

/// <summary>The command line of <c>netjack2</c>: all its commands and options.</summary>
internal static class ProgramCommand
{
    /// <summary>Returns all commands with their options, in the order of the help.</summary>
    public static RootCommand Create()
    {
        var root = new RootCommand("Shows the state of this computer's netjack2 modules, and what is wrong with them.")
        {
            ListCommand.Create(),
            StatCommand.Create(),
            TopCommand.Create(),
            EventsCommand.Create(),
            TakesCommand.Create(),
            WatchCommand.Create(),
            DoctorCommand.Create(),
            LogCommand.Create(),
        };
        foreach (Command command in RigCommands.Create().Concat(ClientCommand.Create()).Concat(LoadCommand.Create()))
            root.Add(command);
        return root;
    }
}
