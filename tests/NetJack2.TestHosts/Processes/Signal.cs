// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.TestHosts.Processes;

/// <summary>The signals that tests send. Values are those of Linux.</summary>
public enum Signal
{
    Interrupt = 2,
    Kill = 9,
    Terminate = 15,
    Continue = 18,
    Stop = 19,
}
