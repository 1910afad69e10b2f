namespace NetJack2.Engine;

/// <summary>Lets a few lines through and then one in a while, so that a flood of bad packets is no flood of lines.</summary>
public sealed class LogLimiter(IMonotonicClock clock)
{
    private const int Burst = 5;
    private const long Interval = 10_000_000_000;

    private int _said;
    private long _since = long.MinValue / 2;

    /// <summary>Whether one more line may be said now.</summary>
    public bool MaySay()
    {
        long now = clock.Now;
        if (now - _since > Interval)
        {
            _since = now;
            _said = 0;
        }
        return _said++ < Burst;
    }
}
