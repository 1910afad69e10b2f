// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Resampling.Clocks;
using NetJack2.Resampling.Tests.World;

namespace NetJack2.Resampling.Tests;

public class SupportLineTests
{
    private const int Points = 64;

    [Test]
    public void Points_on_a_line_are_that_line()
    {
        var line = new SupportLine(Points);
        for (int point = 0; point < Points; point++)
            line.Add(point * 100, 7 + (point * 250));
        line.Fit(6400, 16000, 2);

        Assert.That(line.Offset, Is.EqualTo(7).Within(0.1));
        Assert.That(line.Slope, Is.EqualTo(0.5).Within(1e-3));
    }

    [Test]
    public void Where_lateness_begins_abruptly_it_is_far_better_than_least_squares()
    {
        double error = Error(random => -100 * Math.Log(1 - random.NextDouble()), 0);

        TestContext.Out.WriteLine($"{error:0.0} µs");
        Assert.That(error, Is.LessThan(0.5 * 2 * 100 / Math.Sqrt(Points)));
    }

    [Test]
    public void Where_lateness_begins_gently_it_is_as_good_as_least_squares()
    {
        double error = Error(random => 300 + (100 * Lateness.Bell(random)), 200);

        TestContext.Out.WriteLine($"{error:0.0} µs");
        Assert.That(error, Is.LessThan(1.25 * 2 * 100 / Math.Sqrt(Points)));
    }

    [Test]
    public void A_doubt_is_what_the_error_is()
    {
        double doubt = 0;
        double error = Error(random => -100 * Math.Log(1 - random.NextDouble()), 0, line => doubt += line.Doubt / 1000);

        Assert.That(doubt, Is.EqualTo(error).Within(0.25 * error));
    }

    [Test]
    public void A_count_that_goes_back_begins_anew()
    {
        var line = new SupportLine(Points);
        for (int point = 0; point < 10; point++)
            line.Add(1000 + point, point);
        line.Add(5, 11);

        Assert.That(line.Count, Is.EqualTo(1));
    }

    // Root of the mean square, at the newest point.
    private static double Error(Func<Random, double> lateness, double expected, Action<SupportLine>? look = null)
    {
        double squares = 0;
        for (int seed = 0; seed < 1000; seed++)
        {
            var random = new Random(seed);
            var line = new SupportLine(Points);
            for (int point = 0; point < Points; point++)
                line.Add(point * 1000, (point * 20e3) + lateness(random));
            line.Fit(Points * 1000, Points * 20e3, 20);
            squares += (line.Offset - expected) * (line.Offset - expected) / 1000;
            look?.Invoke(line);
        }
        return Math.Sqrt(squares);
    }
}
