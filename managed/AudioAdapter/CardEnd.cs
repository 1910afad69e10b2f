// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.AudioAdapter.Cards;
using NetJack2.Host.Border;
using NetJack2.Host.Clients;
using NetJack2.Host.Linux;
using NetJack2.RealTime;
using NetJack2.Resampling;
using NetJack2.Statistics;

namespace NetJack2.AudioAdapter;

/// <summary>An open sound card with the thread that serves it, and the bridge between its clock and JACK's.</summary>
internal sealed unsafe class CardEnd : IGuarded, IDisposable
{
    private const int JoinMs = 2000;

    private readonly AlsaCard _card;
    private readonly ClockBridge _bridge;
    private readonly IMonotonicClock _clock;
    private readonly WakeEvent _waker = new();
    private readonly BridgeParameters _parameters;
    private readonly float[] _captured;
    private readonly float[] _played;
    private readonly PageText _device;
    private readonly PageText _rate;
    private readonly long _since;
    private RealTimeThread? _thread;
    private long _frame;
    private long _time;
    private long _periods;
    private long _restarts;
    private bool _hasFailed;
    private volatile bool _isStopping;
    private volatile bool _isGone;

    private CardEnd(AlsaCard card, ClockBridge bridge, BridgeParameters parameters, string device, CardSettings settings)
    {
        _device = PageText.From(device);
        _rate = PageText.From($"{card.Rate} Hz, {card.Period} frames");
        _since = settings.Clock.Now;
        _card = card;
        _bridge = bridge;
        _clock = settings.Clock;
        Faults = settings.Faults;
        _parameters = parameters;
        _captured = new float[parameters.CaptureChannels * card.Period];
        _played = new float[parameters.PlaybackChannels * card.Period];
    }

    /// <summary>Whether the card was removed, or no longer runs: it must be closed.</summary>
    public bool IsGone => _isGone;

    /// <summary>Whether a period has ever been exchanged with it. Any thread.</summary>
    public bool HasDelivered => Volatile.Read(ref _periods) != 0;

    /// <summary>Whether the card captures, so that it fills capture ports.</summary>
    public bool Captures => _card.Capture is not null;

    /// <summary>The card's rate and period, for a log line.</summary>
    public string Configuration
    {
        get
        {
            string between = _card.Capture is null || _card.Playback is null ? "" : ", ";
            return $"{Describe(_card.Capture, "captures")}{between}{Describe(_card.Playback, "plays")}";
        }
    }

    /// <summary>The latency from the card's input to JACK's capture ports, in JACK's frames; 0 where the card only plays.</summary>
    public int CaptureLatency => Captures ? _bridge.CaptureLatency : 0;

    /// <summary>The latency from JACK's playback ports to the card's output, in JACK's frames: what is written last waits behind the rest
    /// of the card's buffer.</summary>
    public int PlaybackLatency => _card.Playback is null
        ? 0
        : _bridge.PlaybackLatency + (int)((long)(_card.PlaybackDelay - _card.Period) * _parameters.NearRate / _card.Rate);

    /// <summary>Opens a card and begins to serve it.</summary>
    /// <param name="request">Which.</param>
    /// <param name="settings">JACK's side.</param>
    /// <returns>The open card, or which device cannot be used and why.</returns>
    public static Result<CardEnd> Open(CardRequest request, CardSettings settings)
    {
        if (!AlsaCard.Open(request.Capture, request.Playback, settings.Clock).TryGet(out AlsaCard? card, out Refusal? refusal))
            return refusal;
        if (!BridgeParameters.IsPossible(settings.JackRate, card.Rate))
        {
            card.Dispose();
            return new Refusal(
                $"Device '{request.Device}' runs at {card.Rate} Hz, which is too far from JACK's {settings.JackRate}",
                "choose another rate with -r");
        }
        CardEnd end;
        try
        {
            BridgeParameters parameters = settings.ParametersFor(request, card);
            end = new CardEnd(card, new ClockBridge(parameters), parameters, request.Device, settings);
        }
        catch (OutOfMemoryException)
        {
            card.Dispose();
            return new Refusal(
                $"Device '{request.Device}' needs more memory than there is for its channels and -g {settings.RingBuffer}",
                "choose fewer, or a smaller -g");
        }
        // Last of all: from here on the card does not wait.
        if (!card.TryStart())
        {
            end.Dispose();
            return new Refusal($"Device '{request.Device}' does not start");
        }
        end._thread = new RealTimeThread("audioadapter", settings.Priority, end.RunCard, settings.Faults, settings.Log);
        return end;
    }

    /// <summary>JACK's side of a cycle: the capture ports are filled where the card captures,
    /// the playback ports taken where it plays.</summary>
    [RealTimeSafe]
    public void Process(AdapterPorts ports, long frame, long time)
    {
        _bridge.BeginNear(frame, time / (double)Durations.SecondNs, ports.Period);
        for (int channel = 0; channel < _parameters.CaptureChannels; channel++)
            _bridge.ReadCapture(channel, ports.Capture(channel));
        for (int channel = 0; channel < _parameters.PlaybackChannels; channel++)
            _bridge.WritePlayback(channel, ports.Playback(channel));
        _bridge.EndNear();
    }

    /// <summary>Writes the state of the card and the bridge. Control thread; allocates nothing.</summary>
    public void Describe(ref SessionStatistics statistics)
    {
        statistics.State = (uint)SessionState.Running;
        statistics.Since = _since;
        statistics.Name = _device;
        statistics.Peer = _rate;
        statistics.SampleRate = _parameters.NearRate;
        statistics.Period = _parameters.NearPeriod;
        statistics.SendAudio = _parameters.CaptureChannels;
        statistics.ReturnAudio = _parameters.PlaybackChannels;
        statistics.RoundTripFrames = CaptureLatency + PlaybackLatency;
        statistics.Counters.Cycles = Volatile.Read(ref _periods);
        statistics.Counters.CardRestarts = Volatile.Read(ref _restarts);
        statistics.Counters.Xruns = -1;
        statistics.Counters.SetBridge(_bridge.Drift, _bridge.Error, _bridge.Realignments, _bridge.CaptureHoles + _bridge.PlaybackHoles);
    }

    /// <inheritdoc/>
    public FaultRecord Faults { get; }

    /// <inheritdoc/>
    // The card gets a period of silence, and the next period goes on. Where the wait for a period fails, the thread ends, and the
    // card is opened again.
    [RealTimeSafe]
    public void Recover(FaultPlace place)
    {
        _played.AsSpan().Clear();
        _ = _card.Write(_played);
    }

    /// <summary>Stops the thread and closes the card, which no cycle of JACK uses any more.</summary>
    public void Dispose()
    {
        _isStopping = true;
        _waker.Wake();
        if (_thread is not null && !_thread.Join(JoinMs))
            return; // it is blocked in the kernel; what it uses must stay
        _card.Dispose();
        _waker.Dispose();
    }

    private static string Describe(AlsaPcmConfiguration? configuration, string verb) => configuration is null
        ? ""
        : $"{verb} {configuration.Channels} channels, {configuration.Format}, {configuration.Rate} Hz, {configuration.Period} frames, "
            + $"{configuration.Buffer / configuration.Period} periods{(configuration.IsMapped ? "" : ", not mapped")}";

    private void RunCard()
    {
        try
        {
            while (!_isStopping && !_isGone)
                ServePeriod();
        }
        finally
        {
            _isGone = true;
        }
    }

    [RealTimeSafe]
    private void ServePeriod()
    {
        switch (_card.Wait(_waker.Descriptor))
        {
            case CardEvent.Period:
                bool isDone = Guard.Run(this, FaultPlace.Cycle, &Exchange);
                // What fails twice in succession may fail each time without having taken the period in: the card is opened again.
                if (!isDone && _hasFailed)
                    _isGone = true;
                _hasFailed = !isDone;
                break;
            case CardEvent.Restarted:
                // Time went on while the card stood still, and so does the count of its frames: the bridge sees how far it jumped.
                long now = _clock.Now;
                if (_time != 0)
                    _frame += (now - _time) * _card.Rate / 1_000_000_000;
                _time = now;
                _restarts++;
                break;
            case CardEvent.Gone:
                _isGone = true;
                break;
            default:
                break; // woken to stop
        }
    }

    [RealTimeSafe]
    private static void Exchange(CardEnd end) => end.Exchange();

    [RealTimeSafe]
    private void Exchange()
    {
        _time = _card.PeriodTime();
        _frame += _card.Period;
        _periods++;
        bool isCaptured = _card.Read(_captured);
        _bridge.BeginFar(_frame, _time / (double)Durations.SecondNs, _card.Period);
        for (int channel = 0; channel < _parameters.CaptureChannels; channel++)
        {
            Span<float> samples = Plane(_captured, channel);
            if (!isCaptured)
                samples.Clear();
            _bridge.WriteCapture(channel, samples);
        }
        for (int channel = 0; channel < _parameters.PlaybackChannels; channel++)
            _bridge.ReadPlayback(channel, Plane(_played, channel));
        _bridge.EndFar();
        _ = _card.Write(_played); // where it has stopped, the next wait deals with it
    }

    [RealTimeSafe]
    private Span<float> Plane(float[] planes, int channel) => planes.AsSpan(channel * _card.Period, _card.Period);
}
