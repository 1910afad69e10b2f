// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;

namespace NetJack2.Bench.Adapters;

/// <summary>What came of a scene.</summary>
/// <param name="Heard">What came back to the master.</param>
/// <param name="CardXruns">Xruns of the card, since the middle of the time to settle.</param>
/// <param name="ServerXruns">Xruns that the servers told of since then.</param>
/// <param name="Tones">What the card played, a tone for each channel.</param>
internal sealed record AdapterResult(ToneResult Heard, int CardXruns, int ServerXruns, IReadOnlyList<PlayedTone> Tones)
{
    /// <summary>Of all clocks: how far the machine, not the modules, has spoiled the run.</summary>
    public int Xruns => CardXruns + ServerXruns;
}
