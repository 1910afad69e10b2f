namespace NetJack2.JackProbe.Results;

/// <summary>Hostile datagrams that were sent, by kind.</summary>
public sealed record JunkResult(long Sent, IReadOnlyDictionary<string, long> Kinds);
