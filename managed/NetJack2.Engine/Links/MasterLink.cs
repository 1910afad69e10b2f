using NetJack2.Protocol;

namespace NetJack2.Engine;

/// <summary>The master's end of a session: one call in each cycle of the JACK client that stands for the slave.</summary>
public sealed class MasterLink
{
    private const int PatienceCycles = 3;

    private readonly LinkTransport _transport;
    private readonly IMonotonicClock _clock;
    private readonly IWaiter _waiter;
    private readonly AnswerAligner? _aligner;
    private uint _cycle;
    private int _unanswered;
    private bool _hasBegun;

    /// <summary>The master's end of a session that begins.</summary>
    public MasterLink(LinkTransport transport, IMonotonicClock clock, IWaiter waiter)
    {
        _transport = transport;
        _clock = clock;
        _waiter = waiter;
        SessionParameters session = transport.Session;
        // An original's asynchronous slave numbers its answers by a counter of its own, which loses step when a cycle is lost.
        if (!session.SlaveSync && !session.UsesCyclePackets)
            _aligner = new AnswerAligner(session.SampleRate / session.Period, session.Latency);
        // Netmanager's ports are JACK's; an asynchronous original can only be a net driver, whose ports are JACK's too.
        if (transport.OutgoingFormat is OriginalFormat format)
            format.PeerTakesRest = !session.SlaveSync;
        transport.Window.MoveTo(1u - (uint)session.Latency);
    }

    /// <summary>How many cycles a window of the master's end holds: those under way and, from originals, some out of step.</summary>
    public static int WindowCycles(SessionParameters session) =>
        session.Latency + (session.UsesCyclePackets ? 2 : 6);

    /// <summary>What the session's cycles travel on.</summary>
    public LinkTransport Transport
    {
        [RealTimeSafe]
        get => _transport;
    }

    /// <summary>What was counted. Any thread.</summary>
    public LinkCounters Counters
    {
        [RealTimeSafe]
        get => _transport.Counters;
    }

    /// <summary>Sends this cycle's data and fills the ports with the answer to the cycle that is the network latency ago.</summary>
    /// <param name="ports">The client's port buffers.</param>
    /// <param name="deadline">Until when a session without network latency may wait for its answer, by the link's clock.</param>
    [RealTimeSafe]
    public void Process(IPortBuffers ports, long deadline)
    {
        SessionParameters session = _transport.Session;
        _cycle++;
        _transport.Counters.Cycles++;
        PortSet connected = CyclePorts.IncomingConnected(ports, session.ReturnAudio);
        PortSet active = CyclePorts.OutgoingActive(ports, session.SendAudio, _transport.PeerWants);
        _transport.Send(new OutgoingCycle(_cycle, active, connected), ports);
        uint answer = _cycle - (uint)session.Latency - (_aligner?.Shift ?? 0u);
        // A peer that has stopped answering is not waited for: the other clients of this server need their time.
        bool mayWait = session.Latency == 0 && _unanswered < PatienceCycles;
        long heard = Counters.Received + Counters.Late;
        Receive(answer, mayWait ? deadline : 0);
        _unanswered = Counters.Received + Counters.Late != heard ? 0 : _unanswered + 1;
        CycleSlot? slot = _transport.Window.Find(answer);
        // An answer is missing only after there has been one, and none is due before the first cycle was sent.
        _hasBegun |= Counters.Received != 0 && (int)answer > 0;
        if (_hasBegun)
            _transport.Close(slot);
        CyclePorts.Deliver(answer, slot, _transport.IncomingFormat, _transport.IncomingForm, ports, connected, Counters);
        _transport.Window.MoveTo(answer + 1);
    }

    [RealTimeSafe]
    private void Receive(uint answer, long deadline)
    {
        while (true)
        {
            long now = _clock.Now;
            _transport.Receive(now);
            _aligner?.Update(_transport.Window, _cycle);
            CycleSlot? slot = _transport.Window.Find(answer);
            if (now >= deadline || (slot is not null && _transport.IncomingFormat.IsComplete(slot)))
                return;
            _waiter.Wait(_transport.Socket, deadline - now);
        }
    }
}
