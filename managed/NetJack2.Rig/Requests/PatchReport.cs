// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.Json.Serialization;
using NetJack2.Protocol.Mesh;

namespace NetJack2.Rig.Requests;

/// <summary>A connection between two machines.</summary>
/// <param name="From">MACHINE/PORT of its source.</param>
/// <param name="To">MACHINE/PORT of its destination.</param>
/// <param name="Problem">Why it is not connected now; null where it is.</param>
internal sealed record PatchReport(string From, string To, string? Problem)
{
    /// <summary>Number of words in an entry.</summary>
    public const int Size = 3;

    /// <summary>Whether both ends are connected, so that the patch transfers audio or MIDI.</summary>
    public bool Connected => Problem is null;

    /// <summary>Whether <c>disconnect</c> has been asked for it.</summary>
    [JsonIgnore]
    public bool IsBeingRemoved => Problem?.StartsWith(RequestWords.Removal, StringComparison.Ordinal) == true;

    /// <summary>Returns the patch of an entry's words.</summary>
    public static PatchReport Read(string[] words) => new(words[0], words[1], words[2].Length == 0 ? null : words[2]);
}
