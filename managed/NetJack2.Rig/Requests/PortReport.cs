// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Rig.Requests;

/// <summary>A JACK port of a machine.</summary>
/// <param name="Name">Its full name.</param>
/// <param name="Type">"audio" or "midi".</param>
/// <param name="Direction">"out" or "in".</param>
internal sealed record PortReport(string Name, string Type, string Direction)
{
    /// <summary>The label that a user gave it; null: none.</summary>
    public string? Label { get; init; }

    /// <summary>Number of words in an entry.</summary>
    public const int Size = 3;

    /// <summary>Returns the port of an entry's words, without its label.</summary>
    public static PortReport Read(string[] words) => new(words[0], words[1], words[2]);

    /// <summary>Returns the port of an entry's words, with its label, if it has one.</summary>
    public static PortReport Read(string[] words, string machine, PortLabels labels) =>
        Read(words) with { Label = labels.Find(machine, words[0]) };
}
