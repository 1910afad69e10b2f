// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Cli.Doctor;

/// <summary>The result of a check, with its remedy where there is one.</summary>
/// <param name="Verdict">How it is.</param>
/// <param name="Text">What is so, in one line.</param>
/// <param name="Remedy">What to do about it, if something is to be done.</param>
internal sealed record Finding(Verdict Verdict, string Text, string? Remedy = null);
