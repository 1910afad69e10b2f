// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Statistics;

/// <summary>Keeps events for the readers of a module's page. Control thread.</summary>
public interface IEventSink
{
    /// <summary>Keeps an event, and sets its serial numbers and its wall-clock time. Allocates nothing.</summary>
    /// <param name="happened">What happened, with its <see cref="PageEvent.Time"/>.</param>
    void Add(in PageEvent happened);
}
