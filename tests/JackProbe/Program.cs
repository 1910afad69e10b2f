// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe;
using NetJack2.JackProbe.Commands;

if (args.Length == 0)
{
    Console.Error.WriteLine($"usage: JackProbe COMMAND [--option value]...\ncommands: {string.Join(' ', CommandTable.Names)}");
    return 2;
}

try
{
    return CommandTable.Run(args[0], Options.Parse(args.AsSpan(1)));
}
catch (ProbeException failure)
{
    Console.Error.WriteLine(failure.Message);
    return 2;
}
