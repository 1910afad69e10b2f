// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Resampling.Clocks;
using NetJack2.Resampling.Tests.World;

namespace NetJack2.Resampling.Tests;

public class SupportLineTests
{
    private const int Points = 64;

    // Times are in microseconds here, and in seconds in the line.
    private const double Second = 1e6;

    [Test]
    public void Points_on_a_line_are_that_line()
    {
        var line = new SupportLine(Points);
        for (int point = 0; point < Points; point++)
            line.Add(point * 100, (7 + (point * 250)) / Second);
        line.Fit(6400, 16000 / Second, 2 / Second);

        Assert.That(line.Offset * Second, Is.EqualTo(7).Within(0.1));
        Assert.That(line.Slope * Second, Is.EqualTo(0.5).Within(1e-3));
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
    public void The_standard_error_is_that_of_the_estimate()
    {
        double estimated = 0;
        double error = Error(
            random => -100 * Math.Log(1 - random.NextDouble()), 0, line => estimated += line.StandardError * Second / 1000);

        Assert.That(estimated, Is.EqualTo(error).Within(0.25 * error));
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
    private static double Error(Func<Random, double> lateness, double expected, Action<SupportLine>? observe = null)
    {
        double squares = 0;
        for (int seed = 0; seed < 1000; seed++)
        {
            var random = new Random(seed);
            var line = new SupportLine(Points);
            for (int point = 0; point < Points; point++)
                line.Add(point * 1000, ((point * 20e3) + lateness(random)) / Second);
            line.Fit(Points * 1000, Points * 20e3 / Second, 20 / Second);
            double error = (line.Offset * Second) - expected;
            squares += error * error / 1000;
            observe?.Invoke(line);
        }
        return Math.Sqrt(squares);
    }
}
