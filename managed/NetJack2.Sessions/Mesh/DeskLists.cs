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
    public ReadOnlySpan<byte> Machines(int first) => Write(machines.All(), first, machine =>
        [machine.Name, machine.IsMaster ? "master" : machine.IsReachable ? "mesh" : "slave", machine.Address]);

    /// <summary>The patches, and what each of them waits for, from a number on.</summary>
    public ReadOnlySpan<byte> Patches(int first) =>
        Write(book.All, first, patch => [patch.From.ToString(), patch.To.ToString(), jobs.ProblemOf(patch)]);

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
    public ReadOnlySpan<byte> Labels(int first) => Write(book.Labels.All, first, label => [label.Machine, label.Port, label.Text]);

    private ReadOnlySpan<byte> Write<T>(IReadOnlyCollection<T> all, int first, Func<T, string[]> wordsOf)
    {
        var reply = new WordWriter(_page);
        reply.Add(all.Count);
        _ = reply.TryEnd();
        foreach (T entry in all.Skip(first))
        {
            foreach (string word in wordsOf(entry))
                reply.Add(word);
            if (!reply.TryEnd())
                break;
        }
        return reply.Words;
    }
}
