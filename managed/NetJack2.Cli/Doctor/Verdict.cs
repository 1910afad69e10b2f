// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Cli.Doctor;

/// <summary>The result of a check, from best to worst.</summary>
internal enum Verdict
{
    /// <summary>The checked part is in order.</summary>
    Good,

    /// <summary>The checked part may be in order; the user decides.</summary>
    Note,

    /// <summary>The checked part does not work.</summary>
    Wrong,
}
