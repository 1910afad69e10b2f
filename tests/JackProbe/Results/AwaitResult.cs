namespace NetJack2.JackProbe.Results;

/// <summary>CLOCK_MONOTONIC in µs when what was awaited had happened.</summary>
public sealed record AwaitResult(long At);
