// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Mesh;
using NetJack2.Sessions.Rig;

namespace NetJack2.Sessions.Mesh;

/// <summary>How many of a book's patches each machine may have.</summary>
/// <remarks>Control thread. Allocates.</remarks>
internal sealed class PatchRoom(MeshMachines machines, PatchBook book)
{
    // A quarter of the book for each slave, so that one alone does not fill it.
    private const int MostOfSlave = PatchBook.MostPatches / 4;

    // Names are easily made up.
    private const int MostOfAbsent = PatchBook.MostPatches / 2;

    /// <summary>Why there is no room for another patch between two machines; null where there is.</summary>
    public string? DescribeExcess(string first, string second)
    {
        if (book.IsFull)
            return $"there are {PatchBook.MostPatches} patches already: remove one with netjack2 disconnect";
        foreach (string machine in (ReadOnlySpan<string>)[first, second])
        {
            if (machine is not MachineNames.Master && book.CountOf(machine) >= MostOfSlave)
                return $"'{machine}' has {MostOfSlave} patches already: remove one with netjack2 disconnect";
        }
        return IsAbsent(first, second) && book.All.Count(patch => IsAbsent(patch.From.Machine, patch.To.Machine)) >= MostOfAbsent
            ? $"there are {MostOfAbsent} patches with machines that are not there: remove one with netjack2 disconnect" : null;
    }

    private bool IsAbsent(string first, string second) => machines.Find(first) is null || machines.Find(second) is null;
}
