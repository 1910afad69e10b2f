namespace NetJack2.Resampling;

/// <summary>The line below a number of points that is nearest to them: below all, and of those the one with the least sum of distances.</summary>
/// <remarks>
/// Where points lie above a line by amounts of a density that does not vanish at zero, this is the best there is: for distances that are distributed
/// exponentially it is the most likely line, and its error falls with the number of points, not with the root of it. It is the edge of the points'
/// lower convex hull that spans their mean. Used by one thread.
/// </remarks>
internal sealed class SupportLine(int capacity)
{
    private readonly double[] _frames = new double[capacity];
    private readonly double[] _times = new double[capacity];
    private readonly double[] _errors = new double[capacity];
    private readonly int[] _hull = new int[capacity];

    /// <summary>Points that are kept.</summary>
    public int Count { [RealTimeSafe] get; [RealTimeSafe] private set; }

    /// <summary>What the last <see cref="Fit"/> has found: by how much the line has to be moved at a frame.</summary>
    public double Offset { [RealTimeSafe] get; [RealTimeSafe] private set; }

    /// <summary>By how much it has to be steeper.</summary>
    public double Slope { [RealTimeSafe] get; [RealTimeSafe] private set; }

    /// <summary>How far the points are above the line in the mean.</summary>
    public double Distance { [RealTimeSafe] get; [RealTimeSafe] private set; }

    [RealTimeSafe]
    public void Clear() => Count = 0;

    /// <summary>Takes in a point, newer than all others. The oldest goes when there is no room.</summary>
    [RealTimeSafe]
    public void Add(double frame, double time)
    {
        if (Count == _frames.Length)
            Keep(Count - 1);
        (_frames[Count], _times[Count]) = (frame, time);
        Count++;
    }

    /// <summary>Forgets all but the newest points.</summary>
    [RealTimeSafe]
    public void Keep(int count)
    {
        int from = Count - count;
        for (int point = 0; point < count; point++)
            (_frames[point], _times[point]) = (_frames[from + point], _times[from + point]);
        Count = count;
    }

    /// <summary>All points have been seen later than they were.</summary>
    [RealTimeSafe]
    public void Shift(double time)
    {
        for (int point = 0; point < Count; point++)
            _times[point] += time;
    }

    /// <summary>Of two neighbours each, keeps that which is lower, seen from a line.</summary>
    [RealTimeSafe]
    public void Halve(double period)
    {
        int kept = 0;
        for (int point = 0; point + 1 < Count; point += 2, kept++)
        {
            bool first = _times[point] - _times[point + 1] <= (_frames[point] - _frames[point + 1]) * period;
            int lower = first ? point : point + 1;
            (_frames[kept], _times[kept]) = (_frames[lower], _times[lower]);
        }
        Count = kept;
    }

    /// <summary>Finds the line of the newest points.</summary>
    [RealTimeSafe]
    public void Fit(int newest, double frame, double time, double period)
    {
        int first = Count - newest;
        double mean = 0;
        for (int point = first; point < Count; point++)
        {
            _errors[point] = _times[point] - time - ((_frames[point] - frame) * period);
            mean += (_frames[point] - frame) / newest;
        }
        int hull = 0;
        for (int point = first; point < Count; point++)
        {
            while (hull >= 2 && !Turns(_hull[hull - 2], _hull[hull - 1], point))
                hull--;
            _hull[hull++] = point;
        }
        int end = 1;
        while (end < hull - 1 && _frames[_hull[end]] - frame < mean)
            end++;
        (int a, int b) = (_hull[end - 1], _hull[Math.Min(end, hull - 1)]);
        Slope = a == b ? 0 : (_errors[b] - _errors[a]) / (_frames[b] - _frames[a]);
        Offset = _errors[a] + ((frame - _frames[a]) * Slope);
        Distance = 0;
        for (int point = first; point < Count; point++)
            Distance += (_errors[point] - Offset - ((_frames[point] - frame) * Slope)) / newest;
    }

    [RealTimeSafe]
    private bool Turns(int a, int b, int c)
        => (_errors[b] - _errors[a]) * (_frames[c] - _frames[b]) < (_errors[c] - _errors[b]) * (_frames[b] - _frames[a]);
}
