// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Coding;
using NetJack2.Link.Links;
using NetJack2.Link.Mesh;
using NetJack2.Protocol.Mesh;
using NetJack2.Protocol.Session;
using NetJack2.RealTime;
using NetJack2.Sessions.Coding;
using NetJack2.Sessions.Handshake;
using NetJack2.Statistics;

namespace NetJack2.Sessions.Mesh;

/// <summary>Another computer of the mesh: its client here, and the link to it while there is one.</summary>
/// <remarks>Control thread.</remarks>
internal sealed class MeshPeer(IMeshHost host, string name, IMonotonicClock clock, IControlLog log) : IDisposable
{
    // What could not be done, because of JACK, the system or the memory, is tried again after this time.
    private const long RetryNs = 3 * Durations.SecondNs;

    // A member that the manager lists is received within this time, or not at all.
    private const long SilenceNs = 3 * Durations.SecondNs;

    private readonly RateLimiter _events = new(clock);
    private readonly RateLimiter _complaints = new(clock);
    private readonly PageText _nameText = PageText.From(name);
    private MemoryWatch _memory = new(clock);
    private Listing? _listing;
    private IMeshClient? _client;
    private Run? _run;
    private PageText _peerText;
    private SessionState _state = SessionState.Silent;
    private bool _isKnown;
    private bool _hasReported;
    private long _tryAtNs;
    private long _linkedAtNs;
    private long _sinceNs = clock.Now;
    private long _absentSinceNs;

    /// <summary>The name of its client on the master.</summary>
    public string Name => name;

    /// <summary>The name of its client here; null while it has none.</summary>
    public string? ClientName => _client?.Name;

    /// <summary>Whether the peer is in the manager's last list.</summary>
    public bool IsListed => _listing is not null;

    /// <summary>Whether packets arrive from it; null where there is no link, or only for some moments.</summary>
    public bool? IsReceived => _state == SessionState.Running ? true
        : _state == SessionState.Offered && clock.Now - _linkedAtNs >= SilenceNs ? false : null;

    /// <summary>For how long the manager has not listed it; 0 while it does, or while nothing is known.</summary>
    public long AbsentNs => _isKnown && _listing is null ? clock.Now - _absentSinceNs : 0;

    /// <summary>Share of each period that the coding of its link takes, 0…1.</summary>
    public double Load { get; private set; }

    /// <summary>Takes over what the manager's list contains about it.</summary>
    /// <param name="neighbour">Its announcement to this computer; null where it does not list it.</param>
    /// <param name="number">The number of the computer that this code runs on.</param>
    /// <param name="end">What that computer has for each peer.</param>
    public void See(MeshNeighbour? neighbour, uint number, MeshEnd end)
    {
        if (neighbour is null && (!_isKnown || _listing is not null))
            _absentSinceNs = clock.Now;
        if (neighbour is null && _listing is not null && _events.MayAct())
            log.Info($"'{name}' has left the mesh; its client is kept for 30 s");
        _isKnown = true;
        if (neighbour is not null && neighbour == _listing?.Neighbour && _run is not null)
            return;
        _tryAtNs = clock.Now;
        EndLink();
        _listing = neighbour is null
            ? null
            : new Listing(neighbour, new MeshPair(neighbour.LinkId, number < neighbour.Number, end, neighbour.End));
        _peerText = PageText.From(neighbour?.Address.ToString() ?? "");
    }

    /// <summary>Forgets what the manager's list contained: there is no session with it any more.</summary>
    public void Rest()
    {
        _isKnown = false;
        _listing = null;
        EndLink();
    }

    /// <summary>Does the work that is due. Control thread.</summary>
    /// <param name="available">The share of each period that is left for coding.</param>
    public void Poll(double available)
    {
        if (_run is { Link.Channel.Session: var session } && (session.Period != host.Period || session.SampleRate != host.SampleRate))
            EndLink();
        if (_run is null && _listing is { } listing && clock.Now >= _tryAtNs && !host.IsFreewheeling)
        {
            _tryAtNs = clock.Now + RetryNs;
            Begin(listing, available);
        }
        _memory.Update();
        _run?.Link.Channel.Reports.Update(_run.Client.Xruns, host.Load);
        SessionState state = _run is null ? SessionState.Silent : _run.Link.IsPeerThere ? SessionState.Running : SessionState.Offered;
        if (state == _state)
        {
            ReportSilence();
            return;
        }
        if (state == SessionState.Running && _run is { } run && _events.MayAct())
            log.Info($"Direct link to {run.Neighbour}: {DescribeLink(run.Pair, run.Link.Channel.Session)}");
        (_state, _sinceNs, _hasReported) = (state, clock.Now, false);
        _memory = new MemoryWatch(clock);
    }

    private static string DescribeLink(MeshPair pair, SessionParameters session) =>
        $"{pair.AudioTo} audio and {pair.MidiTo} MIDI there, {pair.AudioFrom} and {pair.MidiFrom} back, "
        + $"latency {session.Latency} ({1000.0 * session.Latency * session.Period / session.SampleRate:F1} ms), "
        + $"MTU {session.Mtu}, {SessionText.DescribeEncoder(session)}";

    // A packet or two may be late; nothing for seconds is a wall.
    private void ReportSilence()
    {
        if (_hasReported || _state != SessionState.Offered || clock.Now - _sinceNs < SilenceNs || _run is not { } run)
            return;
        _hasReported = true;
        if (_complaints.MayAct())
            log.Warn($"Nothing arrives from {run.Neighbour}: is UDP port {run.Neighbour.Address.Port} open there and here?");
    }

    /// <summary>Fills in its place of the statistics page.</summary>
    public void Describe(ref SessionStatistics statistics)
    {
        statistics.State = (uint)_state;
        statistics.Since = _sinceNs;
        statistics.Name = _nameText;
        statistics.Peer = _peerText;
        if (_run is { Link: var link })
        {
            SessionParameters session = link.Channel.Session;
            LinkStatistics.Describe(link.Channel, _memory, ref statistics);
            // The latency of a session is that of there and back, the latency of a link that of one way.
            statistics.RoundTripFrames = 2 * (session.MidiRoundTripFrames + session.CodingDelay);
        }
        statistics.Counters.Xruns = _client?.Xruns ?? 0;
        _client?.DescribeFaults(ref statistics.Counters);
    }

    /// <summary>Fills in the levels of its audio ports. Allocates nothing.</summary>
    public void Measure(ref SessionMeters meters) => _run?.Link.Channel.Meters.Take(ref meters);

    /// <inheritdoc/>
    public void Dispose()
    {
        EndLink();
        _client?.Dispose();
        _client = null;
    }

    private void Begin(Listing listing, double available)
    {
        (MeshNeighbour neighbour, MeshPair pair) = listing;
        SessionParameters session = pair.At(host.SampleRate, host.Period, neighbour.Address.Host.Overhead);
        Result<PreparedCoding> prepared = SessionCoding.Prepare(session, host.Codecs, pair.IsFirst, available);
        if (!prepared.TryGet(out PreparedCoding? coding, out Refusal? refusal))
        {
            Fail(refusal.ToString());
            return;
        }
        int wanted = pair.Here.ToAudio + pair.Here.FromAudio + pair.Here.ToMidi + pair.Here.FromMidi;
        if (!PortLimits.HasRoom(wanted - (_client?.PortCount ?? 0), host.CountPorts()))
        {
            Fail("what the server has left of ports is for programs of this computer; see jackd -p");
            return;
        }
        int latency = coding.Session.Latency * coding.Session.Period;
        _client ??= host.CreateClient(name);
        if (_client is not { } client || !client.TryPrepare(pair.Here, latency + coding.Session.CodingDelay, latency))
        {
            Fail("JACK gives no client or no ports for it");
            return;
        }
        if (host.Connect(neighbour.Address, isForCycles: true) is not { } socket)
            return;
        try
        {
            _run = new Run(neighbour, pair, client, host.CreateLink(coding, pair, socket));
        }
        catch (Exception exception) when (exception is OutOfMemoryException or MemoryBudgetException or CodecException)
        {
            socket.Dispose();
            Fail("there is no memory for it");
            return;
        }
        (Load, _linkedAtNs) = (coding.Load, clock.Now);
        client.Run(_run.Link);
    }

    private void Fail(string reason)
    {
        if (_complaints.MayAct())
            log.Warn($"No link to '{name}': {reason}");
    }

    private void EndLink()
    {
        if (_run is not { Client: var client, Link: var link })
            return;
        // The next link begins when cycles without one have ended the notes that sound.
        _tryAtNs = clock.Now + SessionTimes.QuietNs(link.Channel.Session);
        client.Idle();
        link.Dispose();
        _run = null;
        Load = 0;
    }

    // What the manager lists.
    private sealed record Listing(MeshNeighbour Neighbour, MeshPair Pair);

    // A link, and what it was made for.
    private sealed record Run(MeshNeighbour Neighbour, MeshPair Pair, IMeshClient Client, MeshLink Link);
}
