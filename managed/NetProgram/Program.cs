// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.NetProgram;

// The program netjack2 starts this one for these commands, and has checked that there is a JACK library.
const int Misused = 2;
return args switch
{
    ["master", .. var words] => new ModuleProgram(new MasterModule(), words).Run(),
    ["join", .. var words] => new ModuleProgram(new JoinModule(), words).Run(),
    _ => Misused,
};
