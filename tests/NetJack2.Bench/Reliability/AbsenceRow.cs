// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.TestHosts.Absences;

namespace NetJack2.Bench.Reliability;

/// <summary>One absence with netjack2-cs and with jack2; null if a server ended or hung.</summary>
internal sealed record AbsenceRow(bool IsSlave, Absence Absence, bool IsSynchronous, AbsenceResult? NetJack2Cs, AbsenceResult? Jack2)
{
    public string Name
        => $"{(IsSlave ? "slave" : "master")} {Absence.ToString().ToLowerInvariant()}, {(IsSynchronous ? "sync `-l 0`" : "async `-l 2`")}";

    public string Summary => $"{Name}\n  netjack2-cs: {NetJack2Cs?.Summary ?? "–"}\n  jack2:       {Jack2?.Summary ?? "–"}";
}
