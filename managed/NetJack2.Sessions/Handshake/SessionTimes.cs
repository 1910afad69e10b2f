// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Session;
using NetJack2.RealTime;

namespace NetJack2.Sessions.Handshake;

/// <summary>Durations of handshakes and sessions, in nanoseconds.</summary>
internal static class SessionTimes
{
    /// <summary>How long an offer stands. A slave of jack2 announces itself again after 1 s, one of netjack2-cs after 0.3 s.</summary>
    public const long OfferNs = 3 * Durations.SecondNs;

    /// <summary>
    /// How long a manager goes on sending to a slave that is silent: as long as jack2, so that a slave that was only held up continues
    /// at once.
    /// </summary>
    public const long SilenceNs = 2 * Durations.SecondNs;

    /// <summary>An announcement that arrives by several interfaces arrives by all of them within this time.</summary>
    public const long PathNs = Durations.AbsenceNs;

    /// <summary>After this time a slave that has been offered a session has begun it.</summary>
    public const long BeginNs = Durations.SecondNs;

    /// <summary>A disconnected slave that announces itself again as before is made an offer at most this often.</summary>
    public const long SameNs = 50 * Durations.MillisecondNs;

    /// <summary>Time between two announcements of a slave.</summary>
    public const long AnnounceNs = 300 * Durations.MillisecondNs;

    /// <summary>A slave that could not open the port of its choice opens its sockets again after this time: the port may be free.</summary>
    public const long ReopenNs = 3 * Durations.SecondNs;

    /// <summary>
    /// How long a master of jack2 may be silent. Its manager creates a second client for a slave that returns before the manager has
    /// noticed that the slave was away, which takes two seconds (D-56).
    /// </summary>
    public const long Jack2SilenceNs = 2 * Durations.SecondNs;

    /// <summary>How long a master of netjack2-cs may be silent: it recognises its slaves.</summary>
    public const long MasterSilenceNs = 500 * Durations.MillisecondNs;

    /// <summary>A slave that could not be served is offered a session again after this time.</summary>
    public const long PauseNs = 10 * Durations.SecondNs;

    /// <summary>Time for a slave to return after freewheeling, in nanoseconds.</summary>
    public const long ReturnNs = 2 * Durations.SecondNs;

    /// <summary>How long a peer that sends in each period may be silent: the latency and two periods more, at least 100 ms.</summary>
    public static long AbsenceNs(SessionParameters session) =>
        Math.Max(Durations.AbsenceNs, (session.MostLatency + 2) * PeriodNs(session));

    /// <summary>How long a master sends nothing before a slave believes that it has stopped: two periods, at least 20 ms.</summary>
    public static long QuietNs(SessionParameters session) => Math.Max(20 * Durations.MillisecondNs, 2 * PeriodNs(session));

    /// <summary>The duration of a session's period, in nanoseconds.</summary>
    public static long PeriodNs(SessionParameters session) => Durations.SecondNs * session.Period / session.SampleRate;

    /// <summary>
    /// After this time a slave drops an offer that it could not answer. A stopped (for example freewheeling) server takes new parameters
    /// only when it runs again, and the manager no longer waits then.
    /// </summary>
    public const long AnswerNs = 2 * Durations.SecondNs;

    /// <summary>A slave that rejected an offer announces itself again after this time.</summary>
    public const long RejectedNs = 10 * Durations.SecondNs;

    /// <summary>A slave whose server refused the parameters of a session announces itself again after this time.</summary>
    public const long RetryNs = 3 * Durations.SecondNs;
}
