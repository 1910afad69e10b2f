// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text;

namespace NetJack2.Models;

/// <summary>Everything that distinguishes one moment of a model from another.</summary>
internal sealed class ModelState
{
    private ModelState(int[] cells, int[][] own, int[] next, List<PendingStore>[] pending) =>
        (Cells, Own, Next, Pending) = (cells, own, next, pending);

    public ModelState(int[] cells, IReadOnlyList<ModelThread> threads)
        : this(
            [.. cells],
            [.. threads.Select(thread => new int[thread.Own])],
            new int[threads.Count],
            [.. threads.Select(_ => new List<PendingStore>())])
    {
    }

    public int[] Cells { get; }

    public int[][] Own { get; }

    /// <summary>Each thread's next step.</summary>
    public int[] Next { get; }

    public List<PendingStore>[] Pending { get; }

    public ModelState Copy()
        => new(
            [.. Cells],
            [.. Own.Select(numbers => (int[])[.. numbers])],
            [.. Next],
            [.. Pending.Select(stores => new List<PendingStore>(stores))]);

    /// <summary>Equal for equal moments.</summary>
    public string Key()
    {
        var key = new StringBuilder();
        key.AppendJoin(',', Cells).Append('|').AppendJoin(',', Next);
        for (int thread = 0; thread < Own.Length; thread++)
        {
            key.Append('|').AppendJoin(',', Own[thread]).Append(';');
            foreach (PendingStore store in Pending[thread])
                key.Append(store.Cell).Append('=').Append(store.Value).Append(store.IsRelease ? '!' : '.');
        }
        return key.ToString();
    }
}
