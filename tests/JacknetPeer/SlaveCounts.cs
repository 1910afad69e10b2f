// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe;
using NetJack2.JackProbe.Results;

namespace NetJack2.JacknetPeer;

/// <summary>The counts of a slave.</summary>
internal sealed class SlaveCounts
{
    public long Cycles { get; set; }

    public int Restarts { get; set; }

    public int Errors { get; set; }

    public uint Period { get; private set; }

    /// <summary>Prints state and counts.</summary>
    public void Print(string state, uint period)
    {
        Period = period;
        Output.Print(new JacknetSlaveResult(state, period, Cycles, Restarts, Errors), ResultsJson.Default.JacknetSlaveResult);
    }
}
