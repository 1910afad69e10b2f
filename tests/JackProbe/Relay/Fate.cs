// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;

namespace NetJack2.JackProbe.Relay;

/// <summary>Decides about each datagram by a random generator: the same sequence for the same seed.</summary>
internal sealed class Fate(Impairment impairment)
{
    private readonly Random _random = new(impairment.Seed);
    private int _burstLeft;

    /// <summary>Whether the next datagram is lost.</summary>
    public bool IsLost()
    {
        if (_burstLeft > 0)
        {
            _burstLeft--;
            return true;
        }

        // The probability that a burst begins, so that the share of lost datagrams is Drop.
        double share = impairment.Drop / (impairment.Burst - (impairment.Drop * (impairment.Burst - 1)));
        if (_random.NextDouble() >= share) return false;
        _burstLeft = impairment.Burst - 1;
        return true;
    }

    public bool IsDuplicated() => _random.NextDouble() < impairment.Duplicate;

    /// <summary>The delay of the next datagram in ns.</summary>
    public long Delay()
    {
        bool overtakes = _random.NextDouble() < impairment.Overtake;
        double seconds = impairment.Delay + (impairment.Jitter * _random.NextDouble());
        return overtakes ? 0 : (long)(seconds * 1e9);
    }
}
