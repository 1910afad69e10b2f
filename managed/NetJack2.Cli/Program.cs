// SPDX-License-Identifier: GPL-2.0-or-later
using System.CommandLine;
using NetJack2.Cli.Commands;
var root = new RootCommand("What the netjack2 modules of this computer do, and what keeps them from doing it.")
{
    ListCommand.Create(),
    StatCommand.Create(),
    DoctorCommand.Create(),
};
return root.Parse(args).Invoke();
