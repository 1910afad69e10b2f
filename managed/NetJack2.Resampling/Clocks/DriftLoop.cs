namespace NetJack2.Resampling;

/// <summary>From how far one clock is away from where it should be, to how much faster the other has to be read.</summary>
/// <remarks>
/// The loop of F. Adriaensen, "Controlling adaptive resampling" (LAC 2012): a proportional and an integrating part behind two low-passes, of bandwidth
/// B. With ω = 2πB and the error e in seconds: z₁ and z₂ are 2ζω·e behind two poles at 10ω, z₃ is the integral of ω/(2ζ) · z₂, the correction
/// z₂ + z₃. The clocks integrate the correction once more, so that the closed loop is s² + 2ζω·s + ω², with ζ = 0.8.
/// It starts with 0.5 Hz and ends with 0.05 Hz after 15 s. Used by one thread.
/// </remarks>
internal sealed class DriftLoop
{
    /// <summary>Seconds until the loop has its last bandwidth.</summary>
    public const double Settling = 15;

    private const double Damping = 0.8;
    private const double FirstBandwidth = 0.5;
    private const double LastBandwidth = 0.03;

    // The pitch of what is heard must not move by more in a second, once settled; less than the 20 ppm that nobody hears.
    private const double MaxSlope = 15e-6;
    private const double QuietSlope = 0.5e-6;
    private const double QuietError = 15e-6;
    private const double MaxCorrection = 5e-3;

    /// <summary>The relative correction: 1e-6 is one ppm faster.</summary>
    public double Correction { [RealTimeSafe] get; [RealTimeSafe] private set; }

    /// <summary>Seconds since the loop began.</summary>
    public double Age { [RealTimeSafe] get; [RealTimeSafe] private set; }

    /// <summary>Begins anew, fast, from what is known of the ratio.</summary>
    [RealTimeSafe]
    public void Reset()
    {
        Age = 0;
    }

    /// <summary>Takes in an error.</summary>
    /// <param name="error">Seconds by which the place that is read is behind where it should be.</param>
    /// <param name="rate">The relative correction that the clocks themselves say.</param>
    /// <param name="elapsed">Seconds since the last error.</param>
    [RealTimeSafe]
    public void Update(double error, double rate, double elapsed)
    {
        double bandwidth = Math.Clamp(FirstBandwidth * 1.5 / Math.Max(Age, 1.5), LastBandwidth, FirstBandwidth);
        double omega = 2 * Math.PI * bandwidth;
        double most = Age < Settling ? 1 : Math.Clamp(QuietSlope * error * error / (QuietError * QuietError), QuietSlope, MaxSlope);
        double slope = (omega * omega * error) + (2 * Damping * omega * (rate - Correction));
        Correction = Math.Clamp(Correction + (Math.Clamp(slope, -most, most) * elapsed), -MaxCorrection, MaxCorrection);
        Age += elapsed;
    }
}
