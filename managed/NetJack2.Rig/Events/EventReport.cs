// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.Json.Serialization;
using NetJack2.Statistics;

namespace NetJack2.Rig.Events;

/// <summary>An event, as it is shown and as <c>--json</c> writes it. Texts are cleaned.</summary>
internal sealed record EventReport
{
    /// <summary>When the module noticed it, UTC, by the computer's clock at that time.</summary>
    public required DateTime Time { get; init; }

    /// <summary>The kind of event as one of <see cref="EventWords"/>, or its number where it is not known here.</summary>
    [JsonPropertyName("event")]
    public required string Word { get; init; }

    /// <summary>The module that it happened in.</summary>
    public required string Module { get; init; }

    /// <summary>The process that has the module.</summary>
    public required int ProcessId { get; init; }

    /// <summary>The name of the JACK server; empty where the process has ended.</summary>
    public required string Server { get; init; }

    /// <summary>The number of the event in its page.</summary>
    public required ulong Serial { get; init; }

    /// <summary>How many events before it were overwritten unread; 0 for the first one that is read.</summary>
    public required ulong Missed { get; init; }

    /// <summary>The session's number on the wire; null: none.</summary>
    public required uint? SessionId { get; init; }

    /// <summary>The peer's name, or a card's device; empty where there is none.</summary>
    public required string Name { get; init; }

    /// <summary>The peer's address and port; empty where there is none.</summary>
    public required string Peer { get; init; }

    /// <summary>The reason, or the subject, of the event; may be empty.</summary>
    public required string Reason { get; init; }

    /// <summary>The count that belongs to the event: losses, xruns or the like.</summary>
    public required long Count { get; init; }

    /// <summary>How long it lasted, for some kinds; null: it has no duration.</summary>
    public required double? Milliseconds { get; init; }

    /// <summary>Samples of all ports that were concealed; null: it is not about losses.</summary>
    public required int? ConcealedSamples { get; init; }

    /// <summary>The text of the event for people.</summary>
    public required string Text { get; init; }

    /// <summary>The kind of event as the page has it; any number in a page of another user.</summary>
    [JsonIgnore]
    public EventKind Kind { get; init; }

    /// <summary>When it was noticed by CLOCK_MONOTONIC, which orders the events of all modules.</summary>
    [JsonIgnore]
    public long MonotonicNs { get; init; }

    /// <summary>Whose event it is: the name, else the peer, else the module.</summary>
    [JsonIgnore]
    public string Subject => Name.Length != 0 ? Name : Peer.Length != 0 ? Peer : Module;

    /// <summary>Reads an event of a page.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="header">The page's header.</param>
    /// <param name="server">The name of its server.</param>
    /// <param name="missed">See <see cref="Missed"/>.</param>
    public static EventReport From(in PageEvent happened, in PageHeader header, string server, ulong missed)
    {
        var kind = (EventKind)happened.Kind;
        string reason = happened.Reason.ToString();
        return new EventReport
        {
            Kind = kind,
            MonotonicNs = happened.Time,
            Time = TimeOf(happened.WallTime),
            Word = EventWords.Of(kind),
            Module = ((ModuleKind)header.Module).ToString().ToLowerInvariant(),
            ProcessId = header.ProcessId,
            Server = server,
            Serial = happened.Serial,
            Missed = missed,
            SessionId = happened.SessionId == 0 ? null : happened.SessionId,
            Name = happened.Name.ToString(),
            Peer = happened.Peer.ToString(),
            Reason = reason,
            Count = happened.Count,
            Milliseconds = happened.Duration == 0 ? null : Math.Round(happened.Duration / 1e6, 1),
            ConcealedSamples = kind == EventKind.Lost ? happened.Concealed : null,
            Text = EventText.Of(happened, kind, reason),
        };
    }

    // A page may hold anything.
    private static DateTime TimeOf(long nanoseconds) => DateTime.UnixEpoch.AddTicks(Math.Max(0, nanoseconds) / TimeSpan.NanosecondsPerTick);
}
