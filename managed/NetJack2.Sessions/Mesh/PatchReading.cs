// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Sessions.Rig;

namespace NetJack2.Sessions.Mesh;

/// <summary>Reads the ports of patches that wait once more when machines have joined: the name of one may have a slash.</summary>
/// <remarks>Control thread.</remarks>
internal sealed class PatchReading(MeshMachines machines, PatchBook book)
{
    private uint _version;

    /// <summary>Gives patches that were never made to machines that have joined since the last call. Allocates after a change only.
    /// </summary>
    public void Refresh()
    {
        if (_version == machines.Version)
            return;
        _version = machines.Version;
        foreach (Patch patch in book.All.ToArray())
        {
            if (patch.Channel != 0 || !patch.IsKept)
                continue;
            PatchEnd from = Longer(patch.From), to = Longer(patch.To);
            if (from != patch.From || to != patch.To)
                book.Replace(patch, new Patch(from, to, patch.IsMidi, channel: 0));
        }
    }

    // A name that is shorter is of another machine.
    private PatchEnd Longer(PatchEnd end)
    {
        PatchEnd read = machines.Read(end.ToString());
        return read.Machine.Length > end.Machine.Length ? read : end;
    }
}
