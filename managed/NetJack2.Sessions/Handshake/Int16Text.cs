// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Audio;
using NetJack2.Protocol.Session;

namespace NetJack2.Sessions.Handshake;

/// <summary>Log lines about int16 in sessions with jack2.</summary>
internal static class Int16Text
{
    /// <summary>One line; null where all frames are carried.</summary>
    public static string? DescribeShortfall(SessionParameters session, bool isSlave)
    {
        string? silence = isSlave && session.SendAudio != 0
            ? "With -e int16 netmanager of jack2 sends only silence (libjacknet programs do not); what it receives is correct"
            : null;
        string? tail = DescribeTail(session);
        return silence is null ? tail : tail is null ? silence : $"{silence}. {tail}";
    }

    // jack2's layout has no place for the last frames of a period where its pieces have an odd number of bytes (D-11).
    private static string? DescribeTail(SessionParameters session)
    {
        int missing = Math.Max(Missing(session, session.SendAudio, session.Mtu), Missing(session, session.ReturnAudio, session.Mtu));
        if (missing == 0)
            return null;
        int mtu = session.Mtu;
        while (--mtu >= SessionValidator.MinMtu && !IsWhole(session, mtu))
        {
            // The largest MTU below this one in whose layout there is a place for everything.
        }
        string advice = mtu >= SessionValidator.MinMtu ? $"-M {mtu} on the slave has" : "other numbers of channels have";
        return $"The int16 layout of jack2 has no room for the last {missing} of {session.Period} frames of each period; {advice}";
    }

    private static int Missing(SessionParameters session, int ports, int mtu) =>
        ports == 0 ? 0 : session.Period - new Int16Layout(ports, session.Period, mtu).FramesCarried;

    private static bool IsWhole(SessionParameters session, int mtu) =>
        IsWhole(session, session.SendAudio, mtu) && IsWhole(session, session.ReturnAudio, mtu);

    private static bool IsWhole(SessionParameters session, int ports, int mtu) =>
        ports == 0 || (Missing(session, ports, mtu) == 0 && new Int16Layout(ports, session.Period, mtu).Pieces.Fits(mtu));
}
