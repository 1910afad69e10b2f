// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Statistics;

/// <summary>Keeps events, for who looks at the module. Control thread.</summary>
public interface IEventSink
{
    /// <summary>Keeps an event. Its numbers and its wall clock are given to it here. Allocates nothing.</summary>
    /// <param name="happened">What happened, with its <see cref="PageEvent.Time"/>.</param>
    void Add(in PageEvent happened);
}
