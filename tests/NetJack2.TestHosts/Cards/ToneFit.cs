// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.TestHosts.Cards;

/// <summary>What remains of a recorded sine when the sine is taken away.</summary>
/// <param name="SignalToNoise">Power of the sine over that of the rest, in dB.</param>
/// <param name="CyclesPerSample">The frequency that fits best.</param>
public readonly record struct ToneFit(double SignalToNoise, double CyclesPerSample)
{
    /// <summary>Fits a sine of a frequency near a given one.</summary>
    /// <remarks>Least squares for cosine, sine and offset; the frequency by Newton's method for the same sum of squares.</remarks>
    public static ToneFit Of(ReadOnlySpan<float> samples, double cyclesPerSample)
    {
        double omega = 2 * Math.PI * cyclesPerSample;
        double[] found = [0, 0, 0, 0];
        for (int round = 0; round < 8; round++)
        {
            found = Solve(samples, omega, found[0], found[1]);
            omega += found[3];
        }
        double signal = 0, noise = 0;
        for (int n = 0; n < samples.Length; n++)
        {
            double sine = (found[0] * Math.Cos(omega * n)) + (found[1] * Math.Sin(omega * n));
            signal += sine * sine;
            double rest = samples[n] - sine - found[2];
            noise += rest * rest;
        }
        return new ToneFit(10 * Math.Log10(signal / noise), omega / (2 * Math.PI));
    }

    // Cosine, sine, offset, and the change of the frequency, linear around the last amplitudes.
    private static double[] Solve(ReadOnlySpan<float> samples, double omega, double cosine, double sine)
    {
        int unknowns = cosine == 0 && sine == 0 ? 3 : 4;
        double[,] matrix = new double[unknowns, unknowns + 1];
        double[] row = new double[4];
        for (int n = 0; n < samples.Length; n++)
        {
            (row[1], row[0]) = Math.SinCos(omega * n);
            row[2] = 1;
            row[3] = n * ((sine * row[0]) - (cosine * row[1]));
            for (int i = 0; i < unknowns; i++)
            {
                for (int j = 0; j < unknowns; j++)
                    matrix[i, j] += row[i] * row[j];
                matrix[i, unknowns] += row[i] * samples[n];
            }
        }
        return [.. Eliminate(matrix, unknowns), .. new double[4 - unknowns]];
    }

    private static double[] Eliminate(double[,] matrix, int unknowns)
    {
        for (int pivot = 0; pivot < unknowns; pivot++)
        {
            for (int row = 0; row < unknowns; row++)
            {
                double factor = row == pivot ? 0 : matrix[row, pivot] / matrix[pivot, pivot];
                for (int column = pivot; column <= unknowns; column++)
                    matrix[row, column] -= factor * matrix[pivot, column];
            }
        }
        return [.. Enumerable.Range(0, unknowns).Select(row => matrix[row, unknowns] / matrix[row, row])];
    }
}
