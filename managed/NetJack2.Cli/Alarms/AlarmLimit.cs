// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Rig.Events;

namespace NetJack2.Cli.Alarms;

/// <summary>Passes one alarm of a kind and session, and counts those that follow for some time.</summary>
/// <param name="seconds">For how long; 0: each is let through.</param>
internal sealed class AlarmLimit(double seconds)
{
    // Peers choose their names: more at a time are no honest ones, and the oldest is forgotten.
    private const int MaxKnown = 1000;

    private readonly Dictionary<string, State> _known = new(StringComparer.Ordinal);

    /// <summary>Whether there is an alarm for an event.</summary>
    /// <param name="report">The event.</param>
    /// <param name="now">Now, in seconds.</param>
    /// <param name="suppressed">How many of its kind and session there were since the last alarm.</param>
    public bool MayAlarm(EventReport report, double now, out long suppressed)
    {
        State state = _known.GetValueOrDefault(KeyOf(report));
        suppressed = state.Suppressed;
        bool isLet = !state.IsKnown || now - state.Time >= seconds;
        Keep(KeyOf(report), isLet ? new State(true, now, 0) : state with { Suppressed = suppressed + 1 });
        return isLet;
    }

    /// <summary>An alarm that was let through could not be given: it is counted with the next.</summary>
    public void Suppress(EventReport report, long suppressed) => Keep(KeyOf(report), new State(false, 0, suppressed + 1));

    private static string KeyOf(EventReport report) => $"{report.Word}\n{report.Module}\n{report.ProcessId}\n{report.Subject}";

    private void Keep(string key, State state)
    {
        _known[key] = state;
        if (_known.Count > MaxKnown)
            _known.Remove(_known.MinBy(entry => entry.Value.Time).Key);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct State(bool IsKnown, double Time, long Suppressed);
}
