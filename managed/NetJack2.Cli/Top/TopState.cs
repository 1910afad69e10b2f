// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;

namespace NetJack2.Cli.Top;

/// <summary>The user's choices in <c>netjack2 top</c>.</summary>
/// <param name="Selected">The selected session; null: the first.</param>
/// <param name="Order">The order of the sessions.</param>
/// <param name="IsDetailed">Whether the selected session's details are shown, and not the table.</param>
/// <param name="Offset">Lines of the details that are above the screen.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TopState(SessionKey? Selected, TopOrder Order, bool IsDetailed, int Offset)
{
    private static readonly int s_orders = Enum.GetValues<TopOrder>().Length;

    /// <summary>Returns the sessions in the order that the user has chosen; equal ones by name, module and process.</summary>
    public IReadOnlyList<TopSession> Sort(IEnumerable<TopSession> sessions)
    {
        IOrderedEnumerable<TopSession> sorted = Order switch
        {
            TopOrder.Lost => sessions.OrderByDescending(session => session.Report.Number("lost")),
            TopOrder.RoundTrip => sessions.OrderByDescending(session => session.Report.Number("roundTripMilliseconds")),
            TopOrder.Name => sessions.OrderBy(session => session.Key.Name, StringComparer.Ordinal),
            _ => sessions.OrderByDescending(session => session.Page.IsHanging)
                .ThenByDescending(session => session.LostPerSecond ?? 0)
                .ThenBy(session => session.Report.IsRunning)
                .ThenByDescending(session => session.Losses.Sum()),
        };
        return
        [
            .. sorted.ThenBy(session => session.Key.Name, StringComparer.Ordinal)
                .ThenBy(session => session.Key.Module).ThenBy(session => session.Key.ProcessId).ThenBy(session => session.Key.Number),
        ];
    }

    /// <summary>The index of the selected session among the sorted ones; 0 where it has ended.</summary>
    public int IndexIn(IReadOnlyList<TopSession> sorted)
    {
        for (int index = 0; index < sorted.Count; index++)
            if (sorted[index].Key == Selected)
                return index;
        return 0;
    }

    /// <summary>Returns the state after a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="sorted">The sessions as they are shown.</param>
    /// <param name="rows">How many of them the screen has room for.</param>
    public TopState After(TopKey key, IReadOnlyList<TopSession> sorted, int rows) => key switch
    {
        TopKey.Up => Move(-1, sorted),
        TopKey.Down => Move(1, sorted),
        TopKey.PageUp => Move(-rows, sorted),
        TopKey.PageDown => Move(rows, sorted),
        TopKey.First => Move(-int.MaxValue / 2, sorted),
        TopKey.Last => Move(int.MaxValue / 2, sorted),
        TopKey.Order => this with { Order = (TopOrder)(((int)Order + 1) % s_orders) },
        TopKey.Details => this with { IsDetailed = !IsDetailed && sorted.Count != 0, Offset = 0, Selected = KeyAt(0, sorted) },
        TopKey.Back => this with { IsDetailed = false },
        _ => this,
    };

    // The details scroll, in the table the selection moves.
    private TopState Move(int by, IReadOnlyList<TopSession> sorted) =>
        IsDetailed ? this with { Offset = Math.Max(0, Offset + by) } : this with { Selected = KeyAt(by, sorted) };

    private SessionKey? KeyAt(int by, IReadOnlyList<TopSession> sorted) =>
        sorted.Count == 0 ? null : sorted[Math.Clamp(IndexIn(sorted) + by, 0, sorted.Count - 1)].Key;
}
