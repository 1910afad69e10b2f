// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Session;
using NetJack2.RealTime;

namespace NetJack2.Sessions.Handshake;

/// <summary>Gives the slave's server the parameters of a session, and others only ten times in ten seconds.</summary>
/// <remarks>
/// Each change stops the cycles of the server and calls all its clients, and a master decides about it: one that ends its sessions, or
/// two that answer by turns, may offer another period each time. Control thread.
/// </remarks>
internal sealed class ServerSetup(ISlaveHost host, IMonotonicClock clock)
{
    private const int MostChanges = 10;

    private readonly RateLimiter _changes = new(clock, MostChanges);
    private Parameters? _current;

    /// <summary>Whether the server may be given a session's parameters now. Counts a change.</summary>
    public bool MayConfigure(SessionParameters session) => Parameters.Of(session) == _current || _changes.MayAct();

    /// <summary>Sets the server to a session's parameters, as <see cref="ISlaveHost.TryConfigure"/>, and remembers them.</summary>
    public bool TryConfigure(SessionParameters session)
    {
        // What fails may have changed half of it.
        _current = null;
        if (!host.TryConfigure(session))
            return false;
        _current = Parameters.Of(session);
        return true;
    }

    private readonly record struct Parameters(int SampleRate, int Period, int SendAudio, int ReturnAudio, int SendMidi, int ReturnMidi)
    {
        public static Parameters Of(SessionParameters session) => new(
            session.SampleRate, session.Period, session.SendAudio, session.ReturnAudio, session.SendMidi, session.ReturnMidi);
    }
}
