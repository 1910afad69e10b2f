using NetJack2.Protocol;

namespace NetJack2.Engine;

/// <summary>A clock that never jumps.</summary>
public interface IMonotonicClock
{
    /// <summary>Nanoseconds since an origin of the clock's own.</summary>
    long Now
    {
        [RealTimeSafe]
        get;
    }
}
