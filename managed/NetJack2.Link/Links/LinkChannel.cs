// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Coding;
using NetJack2.Link.Concealment;
using NetJack2.Link.Cycles;
using NetJack2.Link.Datagrams;
using NetJack2.Link.Formats;
using NetJack2.Link.Midi;
using NetJack2.Link.Ports;
using NetJack2.Link.Resend;
using NetJack2.Protocol;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.Protocol.Transport;
using NetJack2.RealTime;

namespace NetJack2.Link.Links;

/// <summary>One end of a session's packets: formats of both directions, the socket, and the window of incoming cycles.</summary>
/// <remarks>Made on a control thread, used by the one thread that runs the cycles, returned to the control thread for Dispose.</remarks>
public sealed partial class LinkChannel : IDisposable
{
    // Cycles that never ended may still use these: they live as long as the process.
    private static readonly List<LinkChannel> s_abandoned = [];

    private readonly IDatagramSocket _socket;
    private readonly IncomingBatch _incoming;
    private readonly byte[] _handshake = new byte[SessionPacket.Size];
    private readonly bool _hasProbes;
    private readonly MemoryBudget _budget;
    private readonly MeteredPorts _metered;
    private TransportReport _report;
    private bool _hasReport;
    private bool _hasLatency;
    private int _latency;
    private SessionParameters _present;
    private int _handshakeState;

    /// <summary>The end of a session that sends <paramref name="outgoing"/> and receives <paramref name="incoming"/>.</summary>
    /// <param name="session">What the two ends agreed on.</param>
    /// <param name="outgoing">The direction that this end sends.</param>
    /// <param name="incoming">The direction that this end receives.</param>
    /// <param name="socket">The socket, which is connected.</param>
    /// <param name="windowCycles">Cycles that may be under way.</param>
    /// <param name="codec">The codec of a session that is coded with one.</param>
    /// <param name="budget">What all sessions of the module share; a session that is alone has one of its own.</param>
    /// <exception cref="MemoryBudgetException">The budget does not allow it; nothing was allocated.</exception>
    public LinkChannel(
        SessionParameters session, DirectionParameters outgoing, DirectionParameters incoming, IDatagramSocket socket, int windowCycles,
        ICodec? codec = null, MemoryBudget? budget = null)
    {
        Session = _present = session;
        _latency = session.Latency;
        OutgoingParameters = outgoing;
        IncomingParameters = incoming;
        _socket = socket;
        _hasProbes = session.Capabilities.HasFlag(Capabilities.MtuProbing);
        Jack2Format = session.UsesCyclePackets ? null : new Jack2Format(outgoing, codec, isOutgoing: true);
        OutgoingFormat = Jack2Format ?? (ICycleFormat)new CompactFormat(outgoing, codec, isOutgoing: true);
        IncomingFormat = session.UsesCyclePackets
            ? new CompactFormat(incoming, codec, isOutgoing: false)
            : new Jack2Format(incoming, codec, isOutgoing: false);
        _budget = budget ?? new MemoryBudget();
        int sendings = 1 + outgoing.Copies;
        int sent = (OutgoingFormat.MaxBytes * sendings) + TransportFormat.PacketSize
            + (session.IsLatencyAutomatic ? LatencyFormat.PacketSize : 0) + (session.SharesReports ? ReportFormat.PacketSize : 0)
            + (session.Resends ? ResendRequest.MostBytes : 0);
        int kept = SentCycles.CyclesFor(session, OutgoingFormat.MaxBytes);
        long needed = ((long)sent * kept) + (session.Resends ? LossRepair.SizeFor(session) : 0) + IncomingBatch.Size
            + CycleMargins.Size + LinkMeters.SizeFor(outgoing.Audio + incoming.Audio)
            + (ReceiveWindow.SlotsFor(IncomingFormat, windowCycles) * IncomingFormat.SlotBytes);
        if (!_budget.TryReserve(needed))
        {
            OutgoingFormat.Dispose();
            IncomingFormat.Dispose();
            throw new MemoryBudgetException(needed);
        }
        ReservedBytes = needed;
        try
        {
            _incoming = new IncomingBatch();
            Margins = new CycleMargins(session);
            Reports = new LinkReports(session, Counters);
            Meters = new LinkMeters(session.SessionId, outgoing.Audio, incoming.Audio);
            _metered = new MeteredPorts(Meters);
            int followedCycles = incoming.IsPacedByReceiver ? ReceiveWindow.Fixed : session.MostLatency;
            Window = new ReceiveWindow(incoming, IncomingFormat, windowCycles, Counters, followedCycles);
            Concealer = new Concealer(incoming, session.SampleRate);
            Midi = new IncomingMidi(incoming, session.SampleRate, Window, Counters);
            Sent = new SentCycles(kept, outgoing.Copies, sent, (OutgoingFormat.MaxPackets * sendings) + 4, session);
            if (session.Resends)
                Repair = new LossRepair(session, outgoing, incoming, Sent, Window, Counters);
        }
        catch (OutOfMemoryException)
        {
            _budget.Give(needed);
            throw;
        }
        PeerWants = PortSet.First(outgoing.Audio);
    }

    /// <summary>The session's parameters as they were agreed on.</summary>
    public SessionParameters Session { get; }

    /// <summary>The present network latency, in cycles. Any thread.</summary>
    public int Latency => Volatile.Read(ref _latency);

    /// <summary>The session's parameters with the present latency. Control thread; allocates only after a change.</summary>
    public SessionParameters Present => _present = _present.WithLatency(Latency);

    /// <summary>The direction that this end sends.</summary>
    public DirectionParameters OutgoingParameters { get; }

    /// <summary>The direction that this end receives.</summary>
    public DirectionParameters IncomingParameters { get; }

    /// <summary>Memory that is reserved for its packets, in bytes.</summary>
    public long ReservedBytes { get; private set; }

    /// <summary>How outgoing cycles become packets.</summary>
    public ICycleFormat OutgoingFormat { get; }

    /// <summary>How incoming packets become cycles.</summary>
    public ICycleFormat IncomingFormat { get; }

    /// <summary><see cref="OutgoingFormat"/> where the peer speaks jack2's protocol; null between peers of netjack2-cs.</summary>
    public Jack2Format? Jack2Format { get; }

    /// <summary>The incoming cycles that are under way.</summary>
    public ReceiveWindow Window { get; }

    /// <summary>The concealment of losses in the incoming direction.</summary>
    public Concealer Concealer { get; }

    /// <summary>The playback of incoming MIDI events, and the notes that sound.</summary>
    public IncomingMidi Midi { get; }

    /// <summary>The repair of losses by requests to the peer; null unless both ends have it.</summary>
    public LossRepair? Repair { get; }

    /// <summary>The packets of the last cycles that were sent, for copies and answers.</summary>
    public SentCycles Sent { get; }

    /// <summary>The statistics of how early cycles are complete.</summary>
    public CycleMargins Margins { get; }

    /// <summary>The counters of the link. Written by the cycle thread, read by any.</summary>
    public LinkCounters Counters { get; } = new();

    /// <summary>The reports that both ends exchange.</summary>
    public LinkReports Reports { get; }

    /// <summary>The levels of the audio ports in both directions.</summary>
    public LinkMeters Meters { get; }

    /// <summary>The session's socket, for a thread that waits for datagrams.</summary>
    public IDatagramSocket Socket => _socket;

    /// <summary>Outgoing ports that the peer wants: all, until it names them.</summary>
    public PortSet PeerWants { get; private set; }

    /// <summary>Sends a transport report with the next cycle. Cycle thread.</summary>
    [RealTimeSafe]
    public void Report(in TransportReport report)
    {
        _report = report;
        _hasReport = true;
    }

    /// <summary>Sends the present latency with the next cycle. Cycle thread.</summary>
    [RealTimeSafe]
    public void ReportLatency() => _hasLatency = true;

    /// <summary>Sets the session's latency, in cycles. Cycle thread.</summary>
    [RealTimeSafe]
    public void Follow(int latency)
    {
        Volatile.Write(ref _latency, latency);
        Repair?.Follow(latency);
    }

    /// <summary>Sends a cycle in one batch, with what is due beside it: copies, requests, reports. Cycle thread.</summary>
    [RealTimeSafe]
    public void Send(OutgoingCycle cycle, IPortBuffers ports)
    {
        OutgoingBatch batch = Sent.Begin();
        Repair?.Ask(batch);
        if (_hasReport)
            TransportFormat.Write(batch, OutgoingParameters, cycle.Cycle, _report, Session.SampleRate);
        if (_hasLatency)
            LatencyFormat.Write(batch, OutgoingParameters, cycle.Cycle, _latency);
        if (Reports.TryPrepare(cycle.Cycle, out EndReport report))
            ReportFormat.Write(batch, OutgoingParameters, cycle.Cycle, report);
        _hasReport = _hasLatency = false;
        _metered.Begin(ports);
        OutgoingFormat.Write(batch, cycle, _metered, Counters);
        Sent.End(cycle.Cycle);
        Counters.Values.Answered = Sent.Answered;
        SocketStatus status = _socket.Send(batch);
        switch (status)
        {
            case SocketStatus.Done:
                Counters.Values.Sent += batch.DatagramCount;
                break;
            case SocketStatus.Refused:
                // What an earlier datagram brought back; the socket has sent all the same.
                Counters.Refused++;
                goto case SocketStatus.Done;
            default:
                Counters.LastFailure = status;
                Counters.Values.SendFailures++;
                break;
        }
    }

    /// <summary>Whether a cycle that did not end still uses the link and its socket.</summary>
    public bool IsAbandoned { get; private set; }

    /// <summary>Marks the link as used by a cycle that does not end: nothing of it, nor its socket, is freed from now on. Control
    /// thread.</summary>
    public void Abandon()
    {
        IsAbandoned = true;
        lock (s_abandoned)
            s_abandoned.Add(this);
    }

    /// <summary>Ends the session, but not its socket, which the next one has. Control thread.</summary>
    public void DisposeFormats()
    {
        if (IsAbandoned)
            return;
        OutgoingFormat.Dispose();
        IncomingFormat.Dispose();
        Window.Dispose();
        Concealer.Dispose();
        Midi.Dispose();
        Repair?.Dispose();
        Sent.Dispose();
        Margins.Dispose();
        Meters.Dispose();
        _incoming.Dispose();
        _budget.Give(ReservedBytes);
        ReservedBytes = 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (IsAbandoned)
            return;
        _socket.Dispose();
        DisposeFormats();
    }
}
