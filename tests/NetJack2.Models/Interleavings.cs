// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Models;

/// <summary>Runs a model of a protocol between threads in every order in which its steps and the visibility of its stores can
/// happen.</summary>
public static class Interleavings
{
    private const int MostMoments = 2_000_000;

    /// <summary>Looks for an order in which something goes wrong.</summary>
    /// <param name="cells">What the shared cells hold at the beginning.</param>
    /// <param name="threads">The threads.</param>
    /// <param name="moments">How many different moments there were.</param>
    /// <returns>What goes wrong, or nothing.</returns>
    public static string? FindViolation(int[] cells, IReadOnlyList<ModelThread> threads, out int moments)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<ModelState>();
        open.Push(new ModelState(cells, threads));
        bool hasEnded = false;
        while (open.TryPop(out ModelState? state))
        {
            if (!seen.Add(state.Key()))
                continue;
            if (seen.Count > MostMoments)
                throw new InvalidOperationException("the model is too large to look at all of it");
            hasEnded |= Array.TrueForAll(state.Next, next => next == ModelThread.End);
            for (int thread = 0; thread < threads.Count; thread++)
            {
                if (Run(state, threads[thread], thread, open) is { } violation)
                {
                    moments = seen.Count;
                    return violation;
                }
                Show(state, thread, open);
            }
        }
        moments = seen.Count;
        return hasEnded ? null : "no order leads to the end";
    }

    private static string? Run(ModelState state, ModelThread thread, int index, Stack<ModelState> open)
    {
        if (state.Next[index] == ModelThread.End)
            return null;
        ModelState after = state.Copy();
        var memory = new SharedCells(after, index);
        after.Next[index] = thread.Steps[state.Next[index]](memory, after.Own[index]);
        open.Push(after);
        return memory.Violation;
    }

    // One of the thread's stores becomes visible to all.
    private static void Show(ModelState state, int thread, Stack<ModelState> open)
    {
        List<PendingStore> pending = state.Pending[thread];
        for (int index = 0; index < pending.Count; index++)
        {
            PendingStore store = pending[index];
            if (store.IsRelease ? index != 0 : pending.FindIndex(earlier => earlier.Cell == store.Cell) != index)
                continue;
            ModelState after = state.Copy();
            after.Pending[thread].RemoveAt(index);
            after.Cells[store.Cell] = store.Value;
            open.Push(after);
        }
    }
}
