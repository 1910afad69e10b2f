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
    private bool _isHeapFull;

    /// <summary>Where its ports are.</summary>
    public FakePortServer? Jack { get; init; }

    public string Name
    {
        get
        {
            if (!_isHeapFull)
                return name;
            _isHeapFull = false;
            // Longer than any array may be.
            return new string(' ', int.MaxValue);
        }
    }

    /// <summary>The heap is full for one moment: when the next session has its ports and has begun, as far as it does.</summary>
    public bool MissesMemory { get; set; }

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
        (_isHeapFull, MissesMemory) = (MissesMemory, false);
        Jack?.Resize($"{name}:to_slave_", session.SendAudio, isSource: false, isMidi: false);
        Jack?.Resize($"{name}:from_slave_", session.ReturnAudio, isSource: true, isMidi: false);
        Jack?.Resize($"{name}:midi_to_slave_", session.SendMidi, isSource: false, isMidi: true);
        Jack?.Resize($"{name}:midi_from_slave_", session.ReturnMidi, isSource: true, isMidi: true);
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

    /// <summary>The names of its ports for people.</summary>
    public IReadOnlyDictionary<string, PortNames> PortNames { get; private set; } =
        new Dictionary<string, PortNames>(StringComparer.Ordinal);

    public void NamePorts(IReadOnlyDictionary<string, PortNames> names) => PortNames = names;

    /// <summary>What happens when the timebase is polled.</summary>
    public Action PollingTimebase { get; set; } = () => { };

    public void PollTimebase(MasterLink link) => PollingTimebase();

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
