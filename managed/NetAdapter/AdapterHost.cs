// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Clients;
using NetJack2.Host.Codecs;
using NetJack2.Host.Linux;
using NetJack2.Host.Logging;
using NetJack2.Host.Net;
using NetJack2.Interop;
using NetJack2.Link.Coding;
using NetJack2.Link.Datagrams;
using NetJack2.Link.Links;
using NetJack2.Protocol.Session;
using NetJack2.Resampling;
using NetJack2.Sessions.Handshake;
using NetJack2.Statistics;

namespace NetJack2.NetAdapter;

/// <summary>The adapter's server and the network, as a search for a master needs them: each session gets a bridge to JACK's clock.
/// Control thread.</summary>
internal sealed class AdapterHost(
    AdapterClient client, NetworkChoice network, NetworkCycles cycles, BridgeSettings settings, JackLog log) : ISlaveHost
{
    private readonly AdapterNotes _notes = new(settings.Counts);
    private SessionParameters? _session;
    private SlaveLink? _link;
    private NetworkEnd? _end;
    private int _rate;
    private int _period;
    private bool _isLatencyNew;
    private long _droppedBefore;

    /// <summary>The cycles of the network, which run the session.</summary>
    public NetworkCycles Cycles => cycles;

    public string HostName => HostNetwork.Name;

    public ulong ServerId => ServerIdentity.OfProcess;

    public int Load => NetJack2Native.nj_server_load();

    public ICodecLibrary Codecs { get; } = new OpusLibrary();

    public IAnnouncer CreateAnnouncer() => new Announcer(network, log);

    public IHandshakeSocket? Connect(PeerAddress master)
    {
        UdpSocket? socket = UdpSocket.OpenTo(master);
        socket?.ExpectLittle();
        return socket;
    }

    public bool TryConfigure(SessionParameters session)
    {
        _droppedBefore = _notes.Dropped;
        return TryConfigure(session, null);
    }

    public bool TryPublishLatencies(SessionParameters session)
    {
        client.Publish(LatenciesOf(session, _end!, _rate));
        return NetJack2Native.nj_server_update_latencies() == 0;
    }

    public void Run(SlaveLink? link)
    {
        _link = link;
        cycles.Replace(link, _end);
        if (link is null)
            _end?.Close();
    }

    /// <summary>
    /// Follows JACK: makes a new bridge where period or rate have changed, and publishes a latency that is not published yet.
    /// </summary>
    public void Poll()
    {
        if (_session is not null && (_period != client.Period || _rate != client.SampleRate))
            _ = TryConfigure(_link?.Channel.Present ?? _session, _link);
        if (_isLatencyNew && NetJack2Native.nj_server_update_latencies() == 0)
            _isLatencyNew = false;
    }

    /// <summary>Writes the state of the bridge while a session runs. Allocates nothing.</summary>
    public void Describe(ref SessionStatistics statistics)
    {
        if (_link is null || _end is null)
            return;
        _end.Describe(ref statistics);
        statistics.Counters.MidiDropped += _notes.Dropped - _droppedBefore;
    }

    // First out of the cycles of the network, then into those of JACK, and only then the other way. Without a bridge a session that runs
    // falls silent, and its end is noticed as ever.
    private bool TryConfigure(SessionParameters session, SlaveLink? link)
    {
        cycles.Replace(null, null);
        _session = null;
        int rate = client.SampleRate, period = client.Period;
        if (!BridgeParameters.IsPossible(rate, session.SampleRate))
        {
            log.Warn($"The master's rate of {session.SampleRate} Hz is too far from the {rate} Hz of this server");
            return false;
        }
        try
        {
            var slack = new BridgeSlack(session, rate, period, settings.RingBuffer);
            var bridge = new ClockBridge(settings.ParametersFor(session, slack, rate, period));
            _end = new NetworkEnd(bridge, slack, settings.Counts, _notes, session);
            client.Run(_end, rate, period, LatenciesOf(session, _end, rate));
        }
        catch (OutOfMemoryException)
        {
            log.Warn("No memory for the buffers between the clocks; use fewer ports or a smaller -g");
            return false;
        }
        (_session, _rate, _period, _isLatencyNew) = (session, rate, period, true);
        cycles.Replace(link, _end);
        return true;
    }

    // Audio from the master belongs to the cycle that begins, and not, as with a card, to the one that has ended.
    private static AdapterLatencies LatenciesOf(SessionParameters session, NetworkEnd end, int rate)
    {
        int ToJack(int frames) => (int)Math.Round(frames * (double)rate / session.SampleRate);
        (int captureDelay, int playbackDelay) = end.DelaysWith(session.Latency);
        int capture = captureDelay - session.Period;
        return new AdapterLatencies(
            ToJack(capture + session.SendLatencyFrames),
            ToJack(playbackDelay + session.ReturnLatencyFrames),
            ToJack(capture + session.MidiSendLatencyFrames),
            ToJack(playbackDelay + session.MidiReturnLatencyFrames));
    }
}
