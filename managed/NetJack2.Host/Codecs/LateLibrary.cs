// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Host.Codecs;

/// <summary>A library of the system that may be installed while the server runs: it is looked for again until it is there.</summary>
/// <param name="load">Loads it; 0 where it is not there. Not called any more when it was.</param>
/// <remarks>Any thread, but no real-time thread.</remarks>
public sealed class LateLibrary(Func<nint> load)
{
    /// <summary>After this time it is looked for again, in nanoseconds.</summary>
    public const long RetryNs = 10_000_000_000;

    private readonly Lock _lock = new();
    private nint _library;
    private long _triedNs;
    private bool _isTried;

    /// <summary>The library's handle; 0 where it is not there.</summary>
    /// <param name="now">CLOCK_MONOTONIC, in nanoseconds.</param>
    public nint Find(long now)
    {
        lock (_lock)
        {
            if (_library != 0 || (_isTried && now - _triedNs < RetryNs))
                return _library;
            (_triedNs, _isTried) = (now, true);
            return _library = load();
        }
    }
}
