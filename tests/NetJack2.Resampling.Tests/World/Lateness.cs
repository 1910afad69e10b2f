// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Resampling.Tests.World;

/// <summary>By how many microseconds threads wake too late.</summary>
internal static class Lateness
{
    /// <summary>As that of a jackd on an ordinary machine:
    /// of its blocks, 1 % are late by less than 33 µs, half by less than 94, and 3 of 1000 by 1 … 5 ms.</summary>
    public static double Usual(Random random)
    {
        if (random.NextDouble() < 0.003)
            return 1000 + (4000 * random.NextDouble());
        return 94 * Math.Exp(0.45 * Bell(random));
    }

    /// <summary><see cref="Usual"/>, and for some seconds now and then all is earlier or later by so much:
    /// a processor that sleeps less deeply, a host that is busy.</summary>
    /// <param name="step">In microseconds.</param>
    /// <param name="period">Microseconds of a block.</param>
    public static Func<Random, double> Stepping(double step, double period)
    {
        const double Mean = 12e6;
        double left = 0, now = 0;
        return random =>
        {
            left -= period;
            if (left < 0)
            {
                left = -Mean * Math.Log(1 - random.NextDouble());
                now = step - now;
            }
            return now + Usual(random);
        };
    }

    /// <summary>Of the normal distribution: mean 0, deviation 1 (Box and Muller).</summary>
    public static double Bell(Random random)
        => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>From none up to so much.</summary>
    public static Func<Random, double> Uniform(double most) => random => most * random.NextDouble();
}
