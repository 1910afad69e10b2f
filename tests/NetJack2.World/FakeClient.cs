// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Links;
using NetJack2.Protocol.Session;
using NetJack2.Sessions.Handshake;
using NetJack2.Statistics;

namespace NetJack2.World;

/// <summary>A JACK client of the master's server that stands for a slave.</summary>
internal sealed class FakeClient(string name, MasterServer server) : ISlaveClient
{
    private SessionParameters? _prepared;

    /// <summary>Where its ports are.</summary>
    public FakePortServer? Jack { get; init; }

    public string Name { get; } = name;

    public int PortCount =>
        IsClosed || _prepared is not { } session ? 0 : session.SendAudio + session.ReturnAudio + session.SendMidi + session.ReturnMidi;

    public long Xruns => 0;

    /// <summary>How many exceptions its callbacks had, for the page.</summary>
    public long Faults { get; set; }

    /// <summary>The seat of the session that ran last.</summary>
    public MasterSeat? Seat { get; private set; }

    public bool IsRunning => Seat?.Link is not null;

    public bool IsClosed { get; private set; }

    /// <summary>How many sessions it has had.</summary>
    public int Sessions { get; private set; }

    /// <summary>Whether JACK gives it ports.</summary>
    public bool CanPrepare { get; set; } = true;

    public void DescribeFaults(ref SessionCounters counters) => counters.Faults = Faults;

    public bool TryPrepare(SessionParameters session)
    {
        _prepared = session;
        Jack?.Resize($"{Name}:to_slave_", session.SendAudio, isSource: false, isMidi: false);
        Jack?.Resize($"{Name}:from_slave_", session.ReturnAudio, isSource: true, isMidi: false);
        Jack?.Resize($"{Name}:midi_to_slave_", session.SendMidi, isSource: false, isMidi: true);
        Jack?.Resize($"{Name}:midi_from_slave_", session.ReturnMidi, isSource: true, isMidi: true);
        return CanPrepare;
    }

    /// <summary>What it has published last.</summary>
    public SessionParameters? Published { get; private set; }

    public bool TryPublishLatencies(SessionParameters session)
    {
        Published = session;
        return true;
    }

    public void Run(MasterLink link)
    {
        Idle();
        Sessions++;
        Seat = new MasterSeat(_prepared!, link);
        server.Seats.Add(Seat);
    }

    public void PollTimebase(MasterLink link)
    {
    }

    public void Idle()
    {
        if (Seat is null)
            return;
        Seat.Link = null;
        _ = server.Seats.Remove(Seat);
    }

    public void Dispose()
    {
        Idle();
        IsClosed = true;
    }
}
