// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Models;

/// <summary>Shared memory as one thread of a model sees it.</summary>
/// <remarks>
/// Loads take effect in the order of the program: those that a protocol's correctness stands on are <c>Volatile.Read</c> (acquire), or
/// behind one. Stores wait in a buffer of the thread, from which they become visible later: a release (<c>Volatile.Write</c>) only
/// after all before it, an ordinary store also before an earlier release, as ARM's do. The thread sees its own at once. That is x86's
/// memory model and, for what these protocols use, ARM's.
/// </remarks>
public sealed class SharedCells
{
    private readonly ModelState _state;
    private readonly int _thread;

    internal SharedCells(ModelState state, int thread) => (_state, _thread) = (state, thread);

    /// <summary>What was found to be wrong, if anything was.</summary>
    public string? Violation { get; private set; }

    /// <summary>Reads a cell.</summary>
    public int Load(int cell)
    {
        int newest = _state.Pending[_thread].FindLastIndex(store => store.Cell == cell);
        return newest < 0 ? _state.Cells[cell] : _state.Pending[_thread][newest].Value;
    }

    /// <summary>An ordinary store.</summary>
    public void Store(int cell, int value) => _state.Pending[_thread].Add(new PendingStore(cell, value, IsRelease: false));

    /// <summary><c>Volatile.Write</c>.</summary>
    public void Release(int cell, int value) => _state.Pending[_thread].Add(new PendingStore(cell, value, IsRelease: true));

    /// <summary><c>Interlocked.Exchange</c>: a full fence.</summary>
    public int Exchange(int cell, int value)
    {
        foreach (PendingStore store in _state.Pending[_thread])
            _state.Cells[store.Cell] = store.Value;
        _state.Pending[_thread].Clear();
        int before = _state.Cells[cell];
        _state.Cells[cell] = value;
        return before;
    }

    /// <summary>Asserts that something holds here.</summary>
    public void Require(bool condition, string what)
    {
        if (!condition)
            Violation ??= what;
    }
}
