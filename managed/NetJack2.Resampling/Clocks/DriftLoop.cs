// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Resampling.Clocks;

/// <summary>From how far one clock is away from where it should be, to how much faster the other has to be read.</summary>
/// <remarks>
/// <para>The clocks give both where the place should be and how fast it should move. The correction is steered to a rate that makes up for
/// the error: its slope is 2ζω·(rate + ω/2ζ·e − correction), with the error e in seconds, ω = 2πB and ζ = 0.8. The clocks integrate the
/// correction once more: the place follows as s² + 2ζω·s + ω², and a step of the clocks' line is not a step of the pitch,
/// nor of its slope by more than ω²·e.</para>
/// <para>It starts with a bandwidth B of 0.5 Hz and ends with 0.04 Hz after 19 s; B rises with the error. Once it is where the clocks are
/// it is quiet: the slope is limited to what leaves a sine clean, and what a machine makes of its threads' lateness moves the place,
/// slowly, not the pitch. With a slope of at most s, it must not make up for an error of e with more than √(2s·e), or the place
/// swings about where it should be. A large error, or the word that a rate is new, ends the quiet. Used by one thread.</para>
/// </remarks>
internal sealed class DriftLoop
{
    /// <summary>Seconds until it may be quiet: by then the bandwidth has fallen to 0.05 Hz.</summary>
    public const double SettlingSeconds = 15;

    // ζ: a step of a line overshoots by 1.5 % only.
    private const double Damping = 0.8;

    // Settles in two seconds. After that, the bandwidth falls with 1/t, as the error of the lines does.
    private const double FirstBandwidthHertz = 0.5;
    private const double FirstBandwidthSeconds = 1.5;

    // At this bandwidth, a step of a line by 10 µs changes the slope of the pitch by 0.6 ppm/s, and a warming crystal is followed.
    private const double LastBandwidthHertz = 0.04;

    // About a frame at 48 kHz. Beyond it the bandwidth rises with the root of the error, up to 0.13 Hz.
    private const double SmallErrorSeconds = 25e-6;
    private const double MostErrorRatio = 11;

    // So near to the rate that corrects the error, nothing has to be done fast.
    // With unsteady clocks the limit grows with time.
    private const double SmallMiss = 3e-6;

    // Per second. In a window of 85 ms, this leaves 102 dB of a sine of 10 kHz.
    private const double QuietSlope = 0.45e-6;

    // More than twice the lateness by which all threads of a side were seen to change for seconds: processors sleep more or less deeply,
    // and a host has other guests. It is less than the least slack between the clocks, so no frame is missing.
    private const double LargeErrorSeconds = 600e-6;

    // The part of what braking allows that is used; the rest is for the error that changes meanwhile.
    private const double Braking = 0.85;

    // Limit of the pitch change per second, once settled; below the 20 ppm that are inaudible.
    private const double MaxSlope = 15e-6;

    // Fifty times more than crystals differ: a larger one is no drift but a wrong nominal rate.
    private const double MaxCorrection = 5e-3;

    private double _sinceNewSeconds;
    private bool _isQuiet;

    /// <summary>The relative correction: 1e-6 is one ppm faster.</summary>
    public double Correction { get; private set; }

    /// <summary>Seconds since the loop began, as the sum of the elapsed times of <see cref="Update"/>.</summary>
    public double AgeSeconds { get; private set; }

    /// <summary>Updates the correction from what the clocks show.</summary>
    /// <param name="error">Seconds by which the place that is read is behind where it should be.</param>
    /// <param name="rate">The correction with which it would move as it should.</param>
    /// <param name="elapsed">Seconds since the last error.</param>
    [RealTimeSafe]
    public void Update(double error, double rate, double elapsed)
    {
        double away = Math.Abs(error);
        double bandwidth = Math.Clamp(
            FirstBandwidthHertz * FirstBandwidthSeconds / Math.Max(_sinceNewSeconds, FirstBandwidthSeconds),
            LastBandwidthHertz,
            FirstBandwidthHertz);
        double omega = 2 * Math.PI * bandwidth * Math.Sqrt(Math.Clamp(away / SmallErrorSeconds, 1, MostErrorRatio));
        double makeUp = omega / (2 * Damping) * away;
        if (_isQuiet)
            makeUp = Math.Min(makeUp, Braking * Math.Sqrt(2 * QuietSlope * away));
        double miss = rate + Math.CopySign(makeUp, error) - Correction;
        double patience = _sinceNewSeconds / SettlingSeconds;
        _isQuiet = _isQuiet
            ? away < LargeErrorSeconds
            : patience >= 1 && away < SmallErrorSeconds * patience && Math.Abs(miss) < SmallMiss * patience;
        double most = _isQuiet ? QuietSlope : AgeSeconds >= SettlingSeconds ? MaxSlope : double.MaxValue;
        double slope = Math.Clamp(2 * Damping * omega * miss, -most, most);
        Correction = Math.Clamp(Correction + (slope * elapsed), -MaxCorrection, MaxCorrection);
        AgeSeconds += elapsed;
        _sinceNewSeconds += elapsed;
    }

    /// <summary>The rate of a crystal has changed: the loop forgets the rate that it knew.</summary>
    [RealTimeSafe]
    public void Renew()
    {
        _sinceNewSeconds = 0;
        _isQuiet = false;
    }
}
