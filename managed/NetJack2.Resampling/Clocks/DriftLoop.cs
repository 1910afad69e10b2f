namespace NetJack2.Resampling;

/// <summary>From how far one clock is away from where it should be, to how much faster the other has to be read.</summary>
/// <remarks>
/// <para>The clocks say both where the place should be and how fast it should move. The correction is steered to both: its slope is
/// ω²·e + 2ζω·(rate − correction), with the error e in seconds, ω = 2πB and ζ = 0.8. The clocks integrate the correction once more: the place follows
/// as s² + 2ζω·s + ω², and a step of the clocks' line is not a step of the pitch, nor of its slope by more than ω²·e.</para>
/// <para>It starts with a bandwidth B of 0.5 Hz and ends with 0.04 Hz after 19 s. From 15 s on the slope is limited, to what leaves a sine clean where the
/// error is small; the limit rises with error and wrong rate, the bandwidth with the error. Used by one thread.</para>
/// </remarks>
internal sealed class DriftLoop
{
    /// <summary>Seconds until the slope is limited.</summary>
    public const double Settling = 15;

    private const double Damping = 0.8;
    private const double FirstBandwidth = 0.5;
    private const double LastBandwidth = 0.04;

    // In a window of 85 ms, this leaves 101 dB of a sine of 10 kHz.
    private const double QuietSlope = 0.5e-6;

    // More than a frame at 48 kHz. Beyond it latency counts more than pitch.
    private const double QuietError = 25e-6;
    private const double MostHaste = 11;

    // What the clocks' rates are unsure of by themselves is less: a crystal has moved.
    private const double QuietRate = 3e-6;

    // The pitch of what is heard must not move by more in a second, once settled; less than the 20 ppm that nobody hears.
    private const double MaxSlope = 15e-6;
    private const double MaxCorrection = 5e-3;

    /// <summary>The relative correction: 1e-6 is one ppm faster.</summary>
    public double Correction { [RealTimeSafe] get; [RealTimeSafe] private set; }

    /// <summary>Seconds since the loop began.</summary>
    public double Age { [RealTimeSafe] get; [RealTimeSafe] private set; }

    /// <summary>Takes in what the clocks say.</summary>
    /// <param name="error">Seconds by which the place that is read is behind where it should be.</param>
    /// <param name="rate">The correction with which it would move as it should.</param>
    /// <param name="elapsed">Seconds since the last error.</param>
    [RealTimeSafe]
    public void Update(double error, double rate, double elapsed)
    {
        double haste = Math.Clamp(Math.Abs(error) / QuietError, 1, MostHaste);
        double bandwidth = Math.Clamp(FirstBandwidth * 1.5 / Math.Max(Age, 1.5), LastBandwidth, FirstBandwidth);
        double omega = 2 * Math.PI * bandwidth * Math.Sqrt(haste);
        double need = Math.Max(haste, Math.Abs(rate - Correction) / QuietRate);
        double most = Age < Settling ? double.MaxValue : Math.Clamp(QuietSlope * need * need, QuietSlope, MaxSlope);
        double slope = Math.Clamp((omega * omega * error) + (2 * Damping * omega * (rate - Correction)), -most, most);
        Correction = Math.Clamp(Correction + (slope * elapsed), -MaxCorrection, MaxCorrection);
        Age += elapsed;
    }
}
