// SPDX-License-Identifier: GPL-2.0-or-later
using System.CommandLine;
using NetJack2.Cli.Commands;

if (ClientCommand.IsMeant(args))
    return ClientCommand.Replace(args);
if (LoadCommand.IsMeant(args))
    return LoadCommand.Run(args);
var root = new RootCommand("What the netjack2 modules of this computer do, and what keeps them from doing it.")
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
ParseResult result = root.Parse(args);
int code = result.Invoke();
// 1 is what was found out, and not a word that is not understood.
return result.Errors.Count == 0 ? code : 2;
