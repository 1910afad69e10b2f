// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Bench.Resampling.Measuring;

/// <summary>The least-squares fit of a sine of known frequency and a constant to a recording, and the rest.</summary>
internal readonly record struct SineFit(double Amplitude, double Phase, double NoiseRms)
{
    /// <summary>Power of the fitted sine divided by that of the rest, in dB.</summary>
    public double SignalToNoise => 20 * Math.Log10(Amplitude / Math.Sqrt(2) / NoiseRms);

    /// <summary>Fits a recording.</summary>
    /// <param name="samples">The recording.</param>
    /// <param name="frequency">Cycles for each frame of the recording.</param>
    /// <param name="first">The first frame to use. <see cref="Phase"/> is the phase at frame 0.</param>
    public static SineFit Of(ReadOnlySpan<float> samples, double frequency, int first)
    {
        Span<double> normal = stackalloc double[9];
        Span<double> right = stackalloc double[3];
        normal.Clear();
        right.Clear();
        Span<double> basis = stackalloc double[3];
        for (int frame = first; frame < samples.Length; frame++)
        {
            Basis(frequency, frame, basis);
            for (int i = 0; i < 3; i++)
            {
                right[i] += basis[i] * samples[frame];
                for (int j = 0; j < 3; j++)
                    normal[(3 * i) + j] += basis[i] * basis[j];
            }
        }
        Solve(normal, right);
        double rest = 0;
        for (int frame = first; frame < samples.Length; frame++)
        {
            Basis(frequency, frame, basis);
            double error = samples[frame] - ((right[0] * basis[0]) + (right[1] * basis[1]) + (right[2] * basis[2]));
            rest += error * error;
        }
        double amplitude = Math.Sqrt((right[0] * right[0]) + (right[1] * right[1]));
        return new SineFit(amplitude, Math.Atan2(right[1], right[0]), Math.Sqrt(rest / (samples.Length - first)));
    }

    private static void Basis(double frequency, int frame, Span<double> basis)
    {
        // The product is reduced to one turn exactly, before its sine is computed.
        double turns = Math.IEEERemainder(frequency * frame, 1);
        (basis[0], basis[1]) = Math.SinCos(2 * Math.PI * turns);
        basis[2] = 1;
    }

    private static void Solve(Span<double> matrix, Span<double> right)
    {
        for (int pivot = 0; pivot < 3; pivot++)
        {
            for (int row = 0; row < 3; row++)
            {
                if (row == pivot)
                    continue;
                double factor = matrix[(3 * row) + pivot] / matrix[(3 * pivot) + pivot];
                for (int column = pivot; column < 3; column++)
                    matrix[(3 * row) + column] -= factor * matrix[(3 * pivot) + column];
                right[row] -= factor * right[pivot];
            }
        }
        for (int row = 0; row < 3; row++)
            right[row] /= matrix[(3 * row) + row];
    }
}
