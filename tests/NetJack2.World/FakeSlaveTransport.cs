// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Timelines;
using NetJack2.Protocol.Transport;

namespace NetJack2.World;

/// <summary>The transport of a slave's server, as its driver has it in hand.</summary>
internal sealed class FakeSlaveTransport(int period) : ISlaveTransport
{
    private TransportCommand _command;
    private TransportPosition? _request;
    private TransportPosition _next;
    private int _startingCycles;
    private bool _wasPut;

    /// <summary>What the clients see in the cycle.</summary>
    public TransportState State { get; private set; }

    public TransportPosition Position { get; private set; }

    public bool IsAcquired { get; private set; }

    /// <summary>Cycles that a client needs to get ready.</summary>
    public int SlowCycles { get; set; }

    /// <summary>The client that is timebase master.</summary>
    public int Timebase { get; set; }

    public bool IsConditional { get; set; }

    /// <summary>What it writes.</summary>
    public Func<TransportPosition, TransportPosition> Beat { get; set; } = position => position;

    public int Jumps { get; private set; }

    public void Ask(TransportCommand command) => _command = command;

    public void Ask(uint frame) => _request = new TransportPosition { Frame = frame };

    public void Acquire(out SlaveTransportView view)
    {
        IsAcquired = true;
        view = new SlaveTransportView
        {
            State = State,
            IsReady = State == TransportState.Starting && _startingCycles > SlowCycles,
            Command = _command,
            IsLocated = _request is not null,
            Timebase = Timebase,
            IsConditional = IsConditional,
            Position = _next,
            Request = _request ?? default,
        };
        _command = TransportCommand.None;
        _request = null;
    }

    public void Put(TransportState state, bool isLocated, TransportPosition position)
    {
        if (isLocated)
            Jumps++;
        _startingCycles = state == TransportState.Starting && State == TransportState.Starting && !isLocated ? _startingCycles + 1 : 0;
        State = state;
        Position = Timebase > 0 ? _next with { Frame = position.Frame } : position;
        _wasPut = true;
    }

    public void DropTimebase() => Timebase = -1;

    public void Release() => IsAcquired = false;

    /// <summary>The server's clients run.</summary>
    public void EndCycle()
    {
        if (!_wasPut)
            Position = _next;
        _wasPut = false;
        _next = Position;
        if (State == TransportState.Rolling)
            _next.Frame += (uint)period;
        if (Timebase > 0)
            _next = Beat(_next);
    }
}
