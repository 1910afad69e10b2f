// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Timelines;
using NetJack2.Protocol.Transport;

namespace NetJack2.World;

/// <summary>The transport of a master's server, by JACK's rules:
/// what is asked for in a cycle begins one later, and rolls when all are ready.</summary>
internal sealed class FakeMasterTransport(int period) : IMasterTransport
{
    private const int PatienceCycles = 500;

    private TransportPosition _position;
    private TransportPosition _next;
    private TransportPosition? _asked;
    private bool _isLocated;
    private TransportCommand _command;
    private int _startingCycles;
    private bool _isReady;

    public TransportState State { get; private set; }

    public TransportPosition Position => _position;

    public List<TransportCommand> Commands { get; } = [];

    public List<uint> Locates { get; } = [];

    /// <summary>What a timebase master of the master's server writes.</summary>
    public Func<TransportPosition, TransportPosition> Beat { get; set; } = position => position;

    /// <summary>How long the last start took.</summary>
    public int StartingCycles => _startingCycles;

    public TransportState Query(out TransportPosition position)
    {
        position = _position;
        return State;
    }

    public void Command(TransportCommand command)
    {
        Commands.Add(command);
        _command = command;
    }

    public void Locate(TransportPosition position)
    {
        Locates.Add(position.Frame);
        _asked = position;
    }

    public void Start() => _command = TransportCommand.Start;

    public void Stop() => _command = TransportCommand.Stop;

    public void Locate(uint frame) => _asked = new TransportPosition { Frame = frame };

    /// <summary>The server's decision about a cycle, and the state of its clients that need time.</summary>
    public void BeginCycle(Func<TransportState, uint, bool> isReadyToRoll)
    {
        _position = Beat(_next);
        TransportCommand command = _command;
        _command = TransportCommand.None;
        if (command == TransportCommand.Stop)
            State = TransportState.Stopped;
        else if ((State == TransportState.Stopped && command == TransportCommand.Start) || (State != TransportState.Stopped && _isLocated))
            Restart();
        else if (State == TransportState.Starting && (_isReady || ++_startingCycles > PatienceCycles))
            State = TransportState.Rolling;
        _next = _position;
        if (State == TransportState.Rolling)
            _next.Frame += (uint)period;
        _isLocated = _asked is not null;
        _next = _asked ?? _next;
        _asked = null;
        if (State == TransportState.Starting && !_isReady)
            _isReady = isReadyToRoll(State, _position.Frame);
    }

    private void Restart()
    {
        State = TransportState.Starting;
        _startingCycles = 0;
        _isReady = false;
    }
}
