// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Statistics.Takes;

namespace NetJack2.Cli.Takes;

/// <summary>A fault of a take: one line of its file.</summary>
/// <param name="Time">When it was played, UTC.</param>
/// <param name="Peer">The slave's client; empty on a slave.</param>
/// <param name="Ports">The ports, from 1, such as "1-2 5"; "all": those that are connected.</param>
/// <param name="What">The word of the mark.</param>
/// <param name="TransportFrame">The first frame, by the transport.</param>
/// <param name="TakeFrame">The first frame, from the begin of the take.</param>
/// <param name="Frames">How many.</param>
/// <param name="Rate">Frames per second.</param>
internal sealed record TakeFault(
    DateTime Time, string Peer, string Ports, string What, long TransportFrame, long TakeFrame, long Frames, int Rate)
{
    /// <summary>The kind of fault, as <see cref="What"/> names it.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public TakeMark Mark => TakeWords.Find(What)!.Value;
}
