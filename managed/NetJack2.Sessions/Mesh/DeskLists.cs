// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Mesh;
using NetJack2.Sessions.Rig;

namespace NetJack2.Sessions.Mesh;

/// <summary>What a manager replies to requests for lists: the number of all entries, and as many of them as fit. Allocates.</summary>
/// <remarks>Control thread. A reply is valid until the next one.</remarks>
internal sealed class DeskLists(MeshMachines machines, PatchBook book, PatchJobs jobs)
{
    private readonly byte[] _page = new byte[RequestPacket.MostWords];

    /// <summary>The machines, from a number on.</summary>
    public ReadOnlySpan<byte> Machines(int first)
    {
        List<Machine> all = machines.All();
        var reply = new WordWriter(_page);
        reply.Add(all.Count);
        _ = reply.TryEnd();
        foreach (Machine machine in all.Skip(first))
        {
            reply.Add(machine.Name);
            reply.Add(machine.IsMaster ? "master" : machine.IsReachable ? "mesh" : "slave");
            reply.Add(machine.Address);
            if (!reply.TryEnd())
                break;
        }
        return reply.Words;
    }

    /// <summary>The patches, and what each of them waits for, from a number on.</summary>
    public ReadOnlySpan<byte> Patches(int first)
    {
        var reply = new WordWriter(_page);
        reply.Add(book.All.Count);
        _ = reply.TryEnd();
        foreach (Patch patch in book.All.Skip(first))
        {
            reply.Add(patch.From.ToString());
            reply.Add(patch.To.ToString());
            reply.Add(jobs.ProblemOf(patch));
            if (!reply.TryEnd())
                break;
        }
        return reply.Words;
    }

    /// <summary>What a member knows about its peers, which it calls by the names of their clients.</summary>
    /// <param name="words">Its reply.</param>
    public ReadOnlySpan<byte> Links(string[] words)
    {
        var reply = new WordWriter(_page);
        for (int index = 0; index < words.Length; index++)
        {
            reply.Add(index % 2 == 1 ? MachineNames.Of(words[index]) : words[index]);
            if (index % 2 == 0 && !reply.TryEnd())
                break;
        }
        return reply.Words;
    }

    /// <summary>The labels, from a number on.</summary>
    public ReadOnlySpan<byte> Labels(int first)
    {
        var reply = new WordWriter(_page);
        reply.Add(book.Labels.All.Count);
        _ = reply.TryEnd();
        foreach (PortLabel label in book.Labels.All.Skip(first))
        {
            reply.Add(label.Machine);
            reply.Add(label.Port);
            reply.Add(label.Text);
            if (!reply.TryEnd())
                break;
        }
        return reply.Words;
    }
}
