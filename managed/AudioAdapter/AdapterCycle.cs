// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Clients;
using NetJack2.RealTime;

namespace NetJack2.AudioAdapter;

/// <summary>A cycle of JACK with the cards that are there.</summary>
/// <param name="ends">One card for both directions, or one for each; nothing in the place of one that is away.</param>
/// <param name="hasCapture">Whether a card that is there fills the capture ports.</param>
internal sealed class AdapterCycle(CardEnd?[] ends, bool hasCapture) : IAdapterCycle
{
    /// <inheritdoc/>
    [RealTimeSafe]
    public void Process(AdapterPorts ports, long frame, long time)
    {
        if (!hasCapture)
            ports.Silence(ports.Period);
        foreach (CardEnd? end in ends)
            end?.Process(ports, frame, time);
    }
}
