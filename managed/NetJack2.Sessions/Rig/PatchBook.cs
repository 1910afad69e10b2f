// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Sessions.Rig;

/// <summary>The patches of a rig, in the order in which they were made, also those that are being removed.</summary>
/// <remarks>Control thread.</remarks>
public sealed class PatchBook
{
    /// <summary>The greatest number of patches, those included that are being removed.</summary>
    public const int MostPatches = 1024;

    private readonly List<Patch> _patches = [];
    private int _changes;

    /// <summary>All patches, in the order in which they were made.</summary>
    public IReadOnlyList<Patch> All => _patches;

    /// <summary>The labels of the rig's ports.</summary>
    public LabelBook Labels { get; } = new();

    /// <summary>A number that is another one after each change of the patches that are kept, or of the labels.</summary>
    public int Version => _changes + Labels.Version;

    /// <summary>Whether there is no room for another one.</summary>
    public bool IsFull => _patches.Count >= MostPatches;

    /// <summary>The patch between two ends, written as MACHINE/PORT; null where there is none. Allocates nothing.</summary>
    public Patch? Find(string from, string to)
    {
        foreach (Patch patch in _patches)
        {
            if (patch.From.Is(from) && patch.To.Is(to))
                return patch;
        }
        return null;
    }

    /// <summary>How many patches begin or end at a machine.</summary>
    public int CountOf(string machine) => _patches.Count(patch =>
        string.Equals(patch.From.Machine, machine, StringComparison.Ordinal)
        || string.Equals(patch.To.Machine, machine, StringComparison.Ordinal));

    /// <summary>Keeps a patch that is wanted: adds it, or notes its change.</summary>
    public void Keep(Patch patch)
    {
        Hold(patch);
        patch.IsKept = true;
        foreach (PatchSide side in patch.Sides)
            side.IsParted = false;
        _changes++;
    }

    /// <summary>Adds a patch that is not wanted, but may be connected somewhere.</summary>
    public void Hold(Patch patch)
    {
        if (!_patches.Contains(patch))
            _patches.Add(patch);
    }

    /// <summary>Marks a patch as not wanted any more: it must be disconnected.</summary>
    public void Drop(Patch patch)
    {
        (patch.IsKept, patch.SettledFor, patch.Problem) = (false, null, "");
        _changes++;
    }

    /// <summary>Replaces a patch that was never made by one with other ends.</summary>
    public void Replace(Patch patch, Patch other)
    {
        Forget(patch);
        Keep(other);
    }

    /// <summary>Removes a patch that is not wanted and is disconnected.</summary>
    public void Forget(Patch patch) => _ = _patches.Remove(patch);

    /// <summary>Whether a patch has one of the numbered ports between two machines.</summary>
    public bool Uses(string source, string destination, bool isMidi, int channel)
    {
        foreach (Patch patch in _patches)
        {
            if (patch.Uses(source, destination, isMidi, channel))
                return true;
        }
        return false;
    }
}
