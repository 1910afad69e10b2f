// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Sessions.Rig;

/// <summary>The patches of a rig, in the order in which they were made.</summary>
/// <remarks>Control thread.</remarks>
public sealed class PatchBook
{
    /// <summary>The most patches.</summary>
    public const int MostPatches = 1024;

    private readonly List<Patch> _patches = [];

    /// <summary>All of them.</summary>
    public IReadOnlyList<Patch> All => _patches;

    /// <summary>Another number after each change.</summary>
    public int Version { get; private set; }

    /// <summary>Whether there is no room for another one.</summary>
    public bool IsFull => _patches.Count >= MostPatches;

    /// <summary>The patch between two ends, written as MACHINE/PORT; null where there is none.</summary>
    public Patch? Find(string from, string to) => _patches.Find(patch =>
        string.Equals(patch.From.ToString(), from, StringComparison.Ordinal)
        && string.Equals(patch.To.ToString(), to, StringComparison.Ordinal));

    /// <summary>Adds one.</summary>
    public void Add(Patch patch)
    {
        _patches.Add(patch);
        Version++;
    }

    /// <summary>Removes one.</summary>
    public void Remove(Patch patch)
    {
        _ = _patches.Remove(patch);
        Version++;
    }

    /// <summary>Whether a patch has one of the numbered ports between two machines.</summary>
    public bool Uses(string source, string destination, bool isMidi, int channel) =>
        _patches.Exists(patch => patch.Uses(source, destination, isMidi, channel));
}
