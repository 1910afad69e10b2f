// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Resampling.Clocks;

/// <content>The estimate.</content>
/// <remarks>
/// <para>What is taken from many late stamps is the least late one. Where lateness begins abruptly, such points lie above the line
/// exponentially distributed. A line may then be no higher than any of n points, and below that its likelihood is exp(n · height / scale),
/// height being where it passes their mean place. The estimate is the mean of that likelihood, Pitman's estimator: its error falls with
/// 1/n, that of least squares with 1/√n. For each slope, the highest line touches the points' lower convex hull; between the slopes of two
/// edges it turns about one corner, and the integrals over such a turn are those of an exponential.</para>
/// <para>Where lateness begins gently, the points lie about their mean like a bell, the lowest is an outlier, and least squares are better.
/// How far the points are above the highest line, in standard deviations, decides which:
/// one where they are exponential, more than two where they are a bell.</para>
/// </remarks>
internal sealed partial class SupportLine
{
    // Fewer points have no distribution that could be estimated.
    private const int FewestPoints = 4;

    // Half a microsecond: stamps have a resolution of 1 µs.
    private const double LeastScaleSeconds = 0.5e-6;

    // The mean distance from the highest line, in deviations, is 1 for an exponential distribution and more than 2 for a bell. Up to the
    // first limit the points count as exponential, from the second on as a bell; between the limits, the estimates are mixed.
    private const double ExponentialRatio = 1.4;
    private const double BellRatio = 1.8;

    // So many mean distances above the line (exponentially distributed points: 1 of 55) is a cell whose thread was never in time.
    private const double OutlierDistances = 4;

    private readonly double[] _errors = new double[capacity];
    private readonly double[] _places = new double[capacity];
    private readonly int[] _hull = new int[capacity];
    private int _corners;

    /// <summary>By how much the line has to be moved at the frame that <see cref="Fit"/> was called with, in seconds.</summary>
    public double Offset { get; private set; }

    /// <summary>By how much it has to be steeper, in seconds per frame.</summary>
    public double Slope { get; private set; }

    /// <summary>The standard deviation of <see cref="Offset"/>, in seconds.</summary>
    public double StandardError { get; private set; }

    /// <summary>The standard deviation of the points' distances from the line, in seconds.</summary>
    public double Deviation { get; private set; }

    /// <summary>Computes how the line differs from one that goes through a frame at a time.</summary>
    [RealTimeSafe]
    public void Fit(double frame, double time, double period)
    {
        double mean = 0;
        for (int point = 0; point < Count; point++)
        {
            _places[point] = _frames[point] - frame;
            _errors[point] = _times[point] - time - (_places[point] * period);
            mean += _places[point] / Count;
        }
        FindHull();
        double distance = FindHighest(mean);
        StandardError = distance;
        Deviation = distance;
        if (Count < FewestPoints)
            return;
        (double offset, double slope) = FitLeastSquares(distance);
        double gentle = Math.Clamp(((distance / Deviation) - ExponentialRatio) / (BellRatio - ExponentialRatio), 0, 1);
        FitPitman(mean, Offset + (Slope * mean), Math.Max(distance * Count / (Count - 2), LeastScaleSeconds) / Count);
        Offset += gentle * (offset - Offset);
        Slope += gentle * (slope - Slope);
        StandardError += gentle * ((2 * Deviation / Math.Sqrt(Count)) - StandardError);
    }

    [RealTimeSafe]
    private void FindHull()
    {
        _corners = 0;
        for (int point = 0; point < Count; point++)
        {
            while (_corners >= 2 && Steepness(_hull[_corners - 2], _hull[_corners - 1]) >= Steepness(_hull[_corners - 1], point))
                _corners--;
            _hull[_corners++] = point;
        }
    }

    // The likeliest line: along the edge below the mean. Returns how far the points are above it, on average.
    [RealTimeSafe]
    private double FindHighest(double mean)
    {
        int end = Math.Min(1, _corners - 1);
        while (end < _corners - 1 && _places[_hull[end]] < mean)
            end++;
        int corner = _hull[end];
        Slope = end == 0 ? 0 : Steepness(_hull[end - 1], corner);
        Offset = _errors[corner] - (_places[corner] * Slope);
        double sum = 0;
        for (int point = 0; point < Count; point++)
            sum += Above(point);
        return sum / Count;
    }

    // The least-squares line, lowered by a deviation: of an exponential, that is the edge.
    [RealTimeSafe]
    private (double Offset, double Slope) FitLeastSquares(double distance)
    {
        double n = 0, x = 0, y = 0, xx = 0, xy = 0, yy = 0;
        for (int point = 0; point < Count; point++)
        {
            double above = Above(point);
            if (above > (OutlierDistances * distance) + LeastScaleSeconds)
                continue;
            double place = _places[point];
            n++;
            x += place;
            y += above;
            xx += place * place;
            xy += place * above;
            yy += above * above;
        }
        Deviation = Math.Max(LeastScaleSeconds, distance);
        if (n < FewestPoints)
            return (Offset, Slope);
        double slope = (xy - (x * y / n)) / (xx - (x * x / n));
        double rest = yy - (y * y / n) - (slope * (xy - (x * y / n)));
        Deviation = Math.Max(LeastScaleSeconds, Math.Sqrt(Math.Max(0, rest) / (n - 2)));
        return (Offset + ((y - (slope * x)) / n) - Deviation, Slope + slope);
    }

    // The mean of all lines that are possible. Scale: that of the distances, for all points together.
    [RealTimeSafe]
    private void FitPitman(double mean, double highest, double scale)
    {
        double weights = 0, slopes = 0, offsets = 0, squares = 0;
        for (int corner = 0; corner < _corners; corner++)
        {
            double place = _places[_hull[corner]];
            double error = _errors[_hull[corner]];
            double from = corner == 0 ? double.NegativeInfinity : Steepness(_hull[corner - 1], _hull[corner]);
            double to = corner == _corners - 1 ? double.PositiveInfinity : Steepness(_hull[corner], _hull[corner + 1]);
            // The likelihood of a turn about this corner is greatest at one of its ends, and falls from there.
            double fall = (place - mean) / scale;
            double peak = fall > 0 ? from : to;
            double likelihood = Math.Exp((error - (peak * (place - mean)) - highest) / scale);
            (double area, double away, double variance) = Decay(Math.Abs(fall), to - from);
            double weight = likelihood * area;
            double slope = peak + (fall > 0 ? away : -away);
            double offset = error - (slope * place);
            weights += weight;
            slopes += weight * slope;
            offsets += weight * offset;
            squares += weight * ((offset * offset) + (place * place * variance));
        }
        double middle = offsets / weights;
        Slope = slopes / weights;
        // Below the highest line of each slope are others: their mean is lower by the scale.
        Offset = middle - scale;
        StandardError = Math.Sqrt(Math.Max(0, (squares / weights) - (middle * middle)) + (scale * scale));
    }

    // Area, mean and variance of exp(−fall · x) for x from 0 to a width.
    [RealTimeSafe]
    private static (double Area, double Mean, double Variance) Decay(double fall, double width)
    {
        double total = fall * width;
        if (total < 1e-3)
            return (width, width / 2, width * width / 12);
        if (total > 500)
            return (1 / fall, 1 / fall, 1 / (fall * fall));
        double end = Math.Exp(-total);
        double rest = end / (1 - end);
        return ((1 - end) / fall, (1 / fall) - (width * rest), (1 / (fall * fall)) - (width * width * rest * (1 + rest)));
    }

    [RealTimeSafe]
    private double Above(int point) => _errors[point] - Offset - (_places[point] * Slope);

    [RealTimeSafe]
    private double Steepness(int from, int to) => (_errors[to] - _errors[from]) / (_places[to] - _places[from]);
}
