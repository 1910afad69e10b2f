// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Statistics;

/// <summary>How one of the numbers of a session is reported. For control threads and programs; allocates.</summary>
/// <param name="Name">Its name in JSON.</param>
/// <param name="Scope">Which sessions have it.</param>
/// <param name="Value">Reads it: a number or a word, in the unit that its name ends with; null where it is not known.</param>
public sealed record SessionField(string Name, FieldScope Scope, SessionField.Reader<object?> Value)
{
    /// <summary>Reads a value of a session from its slot.</summary>
    public delegate T Reader<out T>(in SessionStatistics session);

    /// <summary>The title of its row in a table; null: it has none, or is part of another's.</summary>
    public string? Title { get; init; }

    /// <summary>The text of its row, where that is not just the value.</summary>
    public Reader<string>? Cell { get; init; }

    /// <summary>How Prometheus gets it; null: it is a word, or the number of something.</summary>
    public SessionMetric? Metric { get; init; }

    /// <summary>Whether a session has this number.</summary>
    /// <param name="session">The session.</param>
    /// <param name="module">The module whose page it is in.</param>
    public bool AppliesTo(in SessionStatistics session, ModuleKind module) => Scope switch
    {
        FieldScope.Any => true,
        FieldScope.Running => session.SampleRate != 0,
        FieldScope.Network => session.SampleRate != 0 && module != ModuleKind.AudioAdapter,
        FieldScope.Bridge => session.Counters.HasBridge,
        _ => module == ModuleKind.AudioAdapter,
    };

    /// <summary>Returns the text of its row.</summary>
    public string CellOf(in SessionStatistics session) => Cell is { } cell ? cell(session) : $"{Value(session)}";
}
