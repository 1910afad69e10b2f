// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Results;

/// <summary>What rogue slaves did.</summary>
/// <param name="Slaves">How many there were.</param>
/// <param name="Sessions">How many of them began a session.</param>
/// <param name="Sent">Their datagrams.</param>
/// <param name="Answered">Cycles that they answered.</param>
public sealed record RogueResult(int Slaves, int Sessions, long Sent, long Answered);
