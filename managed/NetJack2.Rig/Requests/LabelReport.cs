// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.Json.Serialization;

namespace NetJack2.Rig.Requests;

/// <summary>A user's name for a port of a slave's client on the master.</summary>
/// <param name="Machine">The slave.</param>
/// <param name="Port">The port's short name there.</param>
/// <param name="Text">The label.</param>
internal sealed record LabelReport(string Machine, string Port, string Text)
{
    /// <summary>Number of words in an entry of the list of labels.</summary>
    public const int Size = 3;

    private const string Midi = "midi_", To = "to_slave_", From = "from_slave_";

    /// <summary>Returns the label of an entry's <see cref="Size"/> words.</summary>
    public static LabelReport Read(string[] words) => new(words[0], words[1], words[2]);

    /// <summary>The port that a number stands for: that from which the slave's audio with this number comes. Other words are names.
    /// </summary>
    public static string PortOf(string word) => word.Length != 0 && word.All(char.IsAsciiDigit) ? From + word : word;

    /// <summary>The full name of the net driver's port at the other end, on the slave; empty where there is none.</summary>
    [JsonIgnore]
    public string PortThere
    {
        get
        {
            string kind = Port.StartsWith(Midi, StringComparison.Ordinal) ? Midi : "", rest = Port[kind.Length..];
            return rest.StartsWith(To, StringComparison.Ordinal) ? $"system:{kind}capture_{rest[To.Length..]}"
                : rest.StartsWith(From, StringComparison.Ordinal) ? $"system:{kind}playback_{rest[From.Length..]}" : "";
        }
    }
}
