// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.RealTime;

/// <summary>Why a request is rejected, and what the user can do about it. Immutable; any control thread.</summary>
/// <param name="Reason">What is wrong: one clause, without a full stop.</param>
/// <param name="Remedy">What to do: one clause, without a full stop; empty where nothing helps.</param>
public sealed record Refusal(string Reason, string Remedy = "")
{
    /// <summary>The reason and the remedy, for a log line. Allocates.</summary>
    public override string ToString() => Remedy.Length == 0 ? Reason : $"{Reason}; {Remedy}";
}
