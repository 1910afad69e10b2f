// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JacknetPeer;
using NetJack2.JackProbe;

if (args is not [("slave" or "master") and var role, .. var rest])
{
    Console.Error.WriteLine("usage: JacknetPeer slave|master [--option value]...");
    return 2;
}

try
{
    var options = Options.Parse(rest);
    return string.Equals(role, "slave", StringComparison.Ordinal) ? SlaveRole.Run(options) : MasterRole.Run(options);
}
catch (ProbeException failure)
{
    Console.Error.WriteLine(failure.Message);
    return 2;
}
