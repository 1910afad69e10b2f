// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;

namespace NetJack2.Statistics.Events;

/// <summary>The texts of events, made beforehand where that is possible: while sessions run nothing is allocated.</summary>
internal static class EventTexts
{
    private static readonly PageText[] s_ends = new PageText[(int)SessionEnd.Unreadable + 1];
    private static readonly PageText[] s_problems = new PageText[(int)SearchProblem.Refused + 1];

    static EventTexts()
    {
        for (int end = 0; end < s_ends.Length; end++)
            s_ends[end] = PageText.From(SessionEndText.Of(end) ?? "the session was ended");
        for (int problem = 0; problem < s_problems.Length; problem++)
            s_problems[problem] = PageText.From(SearchProblemText.Of(problem) ?? "");
    }

    /// <summary>Makes the texts now, so that the first event does not allocate while a session runs.</summary>
    public static void Prepare() => _ = ParametersOf(default, hasLatency: true);

    /// <summary>Returns the reason why a session has ended; "the session was ended" where none is known.</summary>
    public static PageText Of(SessionEnd end) => (int)end < s_ends.Length ? s_ends[(int)end] : s_ends[0];

    /// <summary>Returns the reason why there is no session.</summary>
    public static PageText Of(SearchProblem problem) => (int)problem < s_problems.Length ? s_problems[(int)problem] : s_problems[0];

    /// <summary>The reason of an xrun event of a card.</summary>
    public static PageText CardRestarted { get; } = PageText.From("the card was restarted");

    /// <summary>The parameters of a session: "48000 Hz, 256 frames, -l 2"; of a card without the latency.</summary>
    public static PageText ParametersOf(in SessionStatistics session, bool hasLatency)
    {
        var text = default(PageText);
        Span<byte> left = text;
        // Not an interpolated text: code that is not optimized yet allocates for each number of it.
        Write(session.SampleRate, ref left);
        Write(" Hz, "u8, ref left);
        Write(session.Period, ref left);
        Write(" frames"u8, ref left);
        if (!hasLatency)
            return text;
        Write(", -l "u8, ref left);
        Write(session.Latency, ref left);
        return text;
    }

    private static void Write(int number, ref Span<byte> left)
    {
        _ = number.TryFormat(left, out int written, default, CultureInfo.InvariantCulture);
        left = left[written..];
    }

    // There is room: three numbers of at most eleven characters.
    private static void Write(ReadOnlySpan<byte> text, ref Span<byte> left)
    {
        text.CopyTo(left);
        left = left[text.Length..];
    }

    /// <summary>An event of a session, which has happened once.</summary>
    public static PageEvent About(in SessionStatistics session, int slot, EventKind kind, long nowNs) => new()
    {
        Time = nowNs,
        Kind = (uint)kind,
        SessionId = session.Counters.SessionId,
        Slot = slot,
        Count = 1,
        Name = session.Name,
        Peer = session.Peer,
    };
}
