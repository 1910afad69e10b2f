// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Border;
using NetJack2.Link.Links;
using NetJack2.Link.Takes;
using NetJack2.Link.Timelines;
using NetJack2.Models;
using NetJack2.Statistics;

namespace NetJack2.World;

/// <summary>The JACK server of a slave, whose clients connect each capture port with the playback port of its number.</summary>
internal sealed unsafe class SlaveServer : Actor, IGuarded
{
    private readonly VirtualClock _clock;
    private readonly SuspendingWaiter _waiter;
    private readonly SlaveCycleLoop _cycles;

    public SlaveServer(VirtualClock clock, ISlaveTransport? transport = null, IServerCycles? cycles = null)
    {
        _clock = clock;
        _waiter = new SuspendingWaiter(clock);
        _cycles = new SlaveCycleLoop(clock, _waiter, transport, cycles);
        _waiter.Suspend = _cycles.Stop;
    }

    public FakePorts Ports { get; private set; } = new(0, 0, 0, 0, period: 256);

    public bool IsSync { get; set; }

    /// <summary>What is recorded of takes.</summary>
    public TakeRecorder Take => _cycles.Take;

    /// <summary>Whether exceptions of the driver's cycles end at the guard, as in the net driver, and not in the test.</summary>
    public bool IsGuarded { get; set; }

    public FaultRecord Faults { get; } = new();

    /// <summary>Whether the driver only answers, because the server runs without it.</summary>
    public bool IsFreewheeling { get; set; }

    /// <summary>No cycle begins before this.</summary>
    public long HeldUntil { get; set; }

    /// <summary>Whether the last cycle was one of the server's own, while nothing comes from a master.</summary>
    public bool IsSilent => _cycles.IsSilent;

    public int Cycles { get; private set; }

    public int IncompleteCycles { get; private set; }

    /// <summary>When the last cycle began.</summary>
    public long LastCycleAt { get; private set; }

    /// <summary>What happens between reading and writing, or after both where the server is asynchronous.</summary>
    public Action<FakePorts> Graph { get; set; } = ports => ports.Loop();

    /// <summary>Clients that stand for other slaves.</summary>
    public List<MeshSeat> MeshSeats { get; } = [];

    public override long WakeAt => Math.Max(_waiter.WakeAt, HeldUntil);

    public void Use(SlaveLink? link, FakePorts ports, int sampleRate)
    {
        Ports = ports;
        long periodTime = VirtualClock.Second * ports.Period / sampleRate;
        _ = _cycles.Replace(new SlaveState(link, ports.IncomingCount, ports.IncomingMidiPorts, periodTime), () => { });
    }

    public override void Step()
    {
        _waiter.Begin();
        while (IsGuarded ? Guard.Ask(this, FaultPlace.Wait, &Wait, otherwise: true) : _cycles.Wait())
        {
            if (IsFreewheeling)
            {
                _cycles.Skip();
                _waiter.Begin();
                continue;
            }
            Cycles++;
            LastCycleAt = _clock.Now;
            if (IsGuarded ? Guard.Ask(this, FaultPlace.Cycle, &Read, otherwise: false) : _cycles.Read(Ports))
                IncompleteCycles++;
            foreach (MeshSeat seat in MeshSeats)
                seat.Process(_cycles.Common);
            if (IsSync)
                Graph(Ports);
            if (IsGuarded)
                _ = Guard.Run(this, FaultPlace.Send, &Write);
            else
                _cycles.Write(Ports);
            if (!IsSync)
                Graph(Ports);
            _waiter.Begin();
        }
    }

    public void Recover(FaultPlace place)
    {
        if (place == FaultPlace.Wait)
            _cycles.AbandonWait();
        else if (place == FaultPlace.Cycle)
            _cycles.Abandon(Ports);
        else
            _cycles.Drop();
    }

    private static bool Wait(SlaveServer server) => server._cycles.Wait();

    private static bool Read(SlaveServer server) => server._cycles.Read(server.Ports);

    private static void Write(SlaveServer server) => server._cycles.Write(server.Ports);
}
