// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Cli.Doctor;

/// <summary>How something is.</summary>
internal enum Verdict
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>It may be as it should.</summary>
    Note,

    /// <summary>Something will not work.</summary>
    Wrong,
}
