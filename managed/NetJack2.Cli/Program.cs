// SPDX-License-Identifier: GPL-2.0-or-later
using System.CommandLine;
using NetJack2.Cli.Commands;

if (ClientCommand.IsMeant(args))
    return ClientCommand.Replace(args);
if (LoadCommand.IsMeant(args))
    return LoadCommand.Run(args);
ParseResult result = ProgramCommand.Create().Parse(args);
int code = result.Invoke();
// 1 is what was found out, and not a word that is not understood.
return result.Errors.Count == 0 ? code : 2;
