// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;

namespace NetJack2.Bench.Adapters;

/// <summary>The result of a scene.</summary>
/// <param name="Returned">The sound that returned to the master.</param>
/// <param name="CardXruns">Xruns of the card, since the middle of the settling time.</param>
/// <param name="ServerXruns">Xruns that the servers reported since then.</param>
/// <param name="Tones">The tones that the card played, one for each channel.</param>
internal sealed record AdapterResult(ToneResult Returned, int CardXruns, int ServerXruns, IReadOnlyList<PlayedTone> Tones)
{
    /// <summary>All xruns: the disturbance of the run by the machine.</summary>
    public int Xruns => CardXruns + ServerXruns;
}
