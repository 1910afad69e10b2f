// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using NetJack2.Protocol.Mesh;

namespace NetJack2.Rig.Requests;

/// <summary>Lists that come in pages: machines, ports, patches.</summary>
internal static class RigLists
{
    // Twice what JACK's servers have; what claims more is no honest server.
    private const int MostEntries = 8192;

    // Where the list changes while it is read.
    private const int Attempts = 3;

    /// <summary>Reads a whole list.</summary>
    /// <param name="channel">What is asked.</param>
    /// <param name="size">Words of an entry.</param>
    /// <param name="entries">The list.</param>
    /// <param name="question">The words of the request, without the number of the first entry.</param>
    /// <returns>Null where the list is whole; otherwise what was wrong.</returns>
    public static RigReply? Read(IRigChannel channel, int size, out List<string[]> entries, params string[] question) =>
        Read(channel, size, MostEntries, out entries, question);

    /// <summary>The same, for a list that cannot have more than so many entries.</summary>
    public static RigReply? Read(IRigChannel channel, int size, int most, out List<string[]> entries, params string[] question)
    {
        entries = [];
        int attempts = 1, total = -1;
        while (true)
        {
            RigReply reply = channel.Ask([.. question, entries.Count.ToString(CultureInfo.InvariantCulture)]);
            if (reply.Status != RequestStatus.Done)
                return reply;
            if (reply.Words.Length % size != 1 % size
                || !int.TryParse(reply.Words[0], NumberStyles.None, CultureInfo.InvariantCulture, out int count) || count > most)
                return RigReply.Failed("the answer is not one that this version of netjack2 understands");
            if (total >= 0 && count != total && attempts++ < Attempts)
            {
                (entries, total) = ([], -1);
                continue;
            }
            total = count;
            int before = entries.Count;
            entries.AddRange(reply.Words.Skip(1).Chunk(size));
            if (entries.Count >= total)
                return null;
            if (entries.Count == before)
                return RigReply.Failed($"the list ends after {before} of {total} entries");
        }
    }

    /// <summary>The names of the machines; empty where the module cannot be asked.</summary>
    public static IEnumerable<string> Machines(IRigChannel channel) =>
        Read(channel, MachineReport.Size, out List<string[]> machines, RequestWords.Machines) is null
            ? machines.Select(words => words[0]) : [];

    /// <summary>The labels; empty where the module cannot be asked, or a manager of an earlier version has none.</summary>
    public static LabelReport[] Labels(IRigChannel channel) =>
        Read(channel, LabelReport.Size, out List<string[]> labels, RequestWords.Labels) is null ? [.. labels.Select(LabelReport.Read)] : [];

    /// <summary>The ports of a machine; empty where the module cannot be asked.</summary>
    public static IEnumerable<PortReport> Ports(IRigChannel channel, string machine) =>
        Read(channel, PortReport.Size, out List<string[]> ports, RequestWords.Ports, machine) is null
            ? ports.Select(PortReport.Read) : [];
}
