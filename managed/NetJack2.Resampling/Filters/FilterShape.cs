// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Resampling.Filters;

/// <summary>The low-pass that stands behind all coefficients: a sinc under a Kaiser window, as a function of continuous time.</summary>
/// <remarks>
/// h(x) = 2c · sinc(2c·x) · I0(β·√(1 − (x/H)²)) / I0(β) for |x| ≤ H, with the cutoff c in cycles per input frame, and H half the length in
/// input frames.
/// </remarks>
internal readonly struct FilterShape
{
    // Taps, the cutoff (−6 dB) in cycles per frame, and the window's β. A cutoff near 0.5 keeps more treble, a large β makes the stop band
    // deeper and the transition wider.
    private static readonly (int Taps, double Cutoff, double Beta)[] s_qualities =
    [
        (16, 0.45, 5.5),
        (32, 0.465, 8.5),
        (48, 0.465, 11.5),
        (64, 0.468, 15.2),
        (384, 0.4905, 16.2),
    ];

    private readonly double _cutoff;
    private readonly double _beta;
    private readonly double _windowScale;

    /// <summary>The filter of a quality.</summary>
    /// <param name="quality">A defined quality.</param>
    /// <param name="ratio">Output frames for each input frame.
    /// Below 1 the filter is stretched, so that nothing is kept that the output cannot hold.</param>
    public FilterShape(ResamplingQuality quality, double ratio)
    {
        (int taps, double cutoff, _beta) = s_qualities[(int)quality];
        double stretch = Math.Max(1, 1 / ratio);
        _cutoff = cutoff / stretch;
        // A multiple of 8: whole vectors of any width.
        Taps = 8 * (int)Math.Ceiling(taps * stretch / 8);
        _windowScale = 1 / BesselI0(_beta);
    }

    /// <summary>Input frames that an output frame is made of.</summary>
    public int Taps { get; }

    /// <summary>The value at a distance in input frames from the centre.</summary>
    public double At(double distance)
    {
        double x = distance / (Taps / 2);
        if (Math.Abs(x) >= 1)
            return 0;
        double window = BesselI0(_beta * Math.Sqrt(1 - (x * x))) * _windowScale;
        double angle = 2 * Math.PI * _cutoff * distance;
        double sinc = Math.Abs(angle) < 1e-8 ? 1 : Math.Sin(angle) / angle;
        return 2 * _cutoff * sinc * window;
    }

    // The power series: Σ ((x/2)ᵏ / k!)².
    private static double BesselI0(double x)
    {
        double term = 1;
        double sum = 1;
        for (int k = 1; term > sum * 1e-17; k++)
        {
            double factor = x / (2 * k);
            term *= factor * factor;
            sum += term;
        }
        return sum;
    }
}
