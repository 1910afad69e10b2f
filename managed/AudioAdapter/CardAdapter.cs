// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.AudioAdapter.Cards;
using NetJack2.Host.Border;
using NetJack2.Host.Clients;
using NetJack2.Host.Linux;
using NetJack2.Host.Logging;
using NetJack2.Interop;
using NetJack2.RealTime;
using NetJack2.Resampling.Filters;
using NetJack2.Statistics;

namespace NetJack2.AudioAdapter;

/// <summary>A sound card, or one for each direction, beside the one that clocks the server.</summary>
/// <remarks>
/// The control thread opens cards again that were disconnected, and builds the bridges anew when JACK's period or rate changes. It never
/// talks to JACK, whose client may be closed at any time.
/// </remarks>
internal sealed unsafe class CardAdapter : IStatisticsSource, IDisposable
{
    private const string ModuleName = "audioadapter";

    private const long WatchIntervalNs = 100_000_000;
    private const int JoinMs = 3000;

    private readonly JackLog _log;
    private readonly FaultRecord _faults = new();
    private readonly MonotonicClock _clock = new();
    private readonly WakeEvent _waiter = new();
    private readonly nj_audio_adapter_options _options;
    private readonly AdapterClient _client;
    private readonly CardSlot[] _slots;
    private StatisticsFile? _statistics;
    private ControlThread? _thread;
    private MemoryWatch? _memory;
    private int _rate;
    private int _period;
    private bool _isLatencyNew;
    private long _goneSince;

    private CardAdapter(jack_client_t* client, nj_audio_adapter_options options, JackLog log)
    {
        _options = options;
        _log = log;
        _client = new AdapterClient(client, this, _faults, _clock, _waiter.Wake);
        (_rate, _period) = (_client.SampleRate, _client.Period);
        _slots = [.. RequestsFor(options, _rate, _period).Select((request, index) => new CardSlot(request, index, log))];
    }

    /// <summary>Opens the card and starts. Null on failure; the log has the reason.</summary>
    /// <returns>The handle: the argument of the client's process callback.</returns>
    public static void* Start(jack_client_t* client, nj_audio_adapter_options* options, JackLog log)
    {
        var adapter = new CardAdapter(client, *options, log);
        if (adapter.Begin().Refusal is not { } refusal)
            return adapter._client.Argument;
        adapter.CloseCards();
        adapter._waiter.Dispose();
        adapter._client.Release();
        log.Warn(refusal.ToString());
        return null;
    }

    /// <summary>Ends the threads and closes the cards. The client is closed and the engine locked, so nothing here waits for a thread that
    /// may want the engine.</summary>
    /// <remarks>If a call to a device does not return to the thread, it is abandoned, and closes what there is to close itself.</remarks>
    public void Dispose()
    {
        _thread!.End(_waiter.Wake, JoinMs);
    }

    /// <inheritdoc/>
    public void Describe(int slot, ref SessionStatistics statistics)
    {
        // They are the module's, and shown once.
        if (slot == 0)
            _faults.Describe(ref statistics.Counters);
        if (_slots[slot].End is { } end)
        {
            end.Describe(ref statistics);
            statistics.Counters.Collections = _memory?.Collections ?? 0; // null before the first step has ended
            statistics.Counters.AllocatedBytes = _memory?.Bytes ?? 0;
            return;
        }
        statistics.State = (uint)SessionState.Searching;
        statistics.Since = _goneSince;
        statistics.Name = _slots[slot].Device;
        statistics.Counters.Xruns = -1;
    }

    private static CardRequest[] RequestsFor(nj_audio_adapter_options options, int jackRate, int jackPeriod)
    {
        int rate = options.rate == 0 ? jackRate : options.rate;
        int period = options.period == 0 ? jackPeriod : options.period;
        string capture = Text(options.capture_device), playback = Text(options.playback_device);
        var from = capture.Length == 0
            ? null
            : new AlsaPcmRequest(capture, IsCapture: true, options.capture_channels, rate, period, options.periods);
        var to = playback.Length == 0
            ? null
            : new AlsaPcmRequest(playback, IsCapture: false, options.playback_channels, rate, period, options.periods);
        // Two devices have two clocks.
        return from is null || to is null || string.Equals(capture, playback, StringComparison.Ordinal)
            ? [new CardRequest(from, to)]
            : [new CardRequest(from, null), new CardRequest(null, to)];
    }

    private static string Text(ReadOnlySpan<byte> field) => JackText.Decode(field);

    private Result Begin()
    {
        CardSettings settings = Settings();
        foreach (CardSlot slot in _slots)
        {
            if (slot.Begin(settings).Refusal is not { } unusable)
                continue;
            _log.Warn($"Devices of this computer: {string.Join("; ", AlsaDevices.Describe().DefaultIfEmpty("none"))}");
            return unusable;
        }
        Refusal? refusal = _client.Activate(new AdapterPortCounts(Channels(capture: true), Channels(capture: false))).Refusal;
        if (refusal is not null)
            return refusal;
        Run();
        if (_options.auto_connect != 0)
            _client.ConnectPhysical();
        _statistics = new StatisticsFile(ModuleKind.AudioAdapter, _slots.Length, _log);
        _thread = new ControlThread(ModuleName, Step, _faults, _log, CloseAll);
        _thread.Start();
        return Result.Success;
    }

    private int Channels(bool capture) =>
        _slots.Sum(slot => (capture ? slot.Request.Capture : slot.Request.Playback)?.Channels ?? 0);

    private void Step()
    {
        _statistics?.Update(this, _clock.Now);
        _waiter.Wait(WatchIntervalNs);
        if (_thread!.IsStopping)
            return;
        PollCards();
        if (_thread.IsStopping)
            return; // a device may have kept it so long that the server has ended
        if (_isLatencyNew && NetJack2Native.nj_server_update_latencies() == 0)
            _isLatencyNew = false;
        _client.ConnectNewPhysical();
        _memory ??= new MemoryWatch(_clock);
        _memory.Update();
    }

    private void PollCards()
    {
        int rate = _client.SampleRate, period = _client.Period;
        bool isChanged = (_rate, _period) != (rate, period);
        foreach (CardSlot slot in _slots)
        {
            if (slot.End is { } end && (isChanged || end.IsGone))
                Withdraw(slot);
        }
        if (isChanged)
        {
            (_rate, _period) = (rate, period);
            CardRequest[] requests = RequestsFor(_options, rate, period);
            foreach (CardSlot slot in _slots)
                slot.Follow(requests);
        }
        if (!Array.Exists(_slots, slot => slot.End is null))
            return;
        // The slots report why a card cannot be opened.
        AlsaMessages.SilenceThread();
        CardSettings settings = Settings();
        bool isOpened = false;
        foreach (CardSlot slot in _slots)
            isOpened |= !_thread!.IsStopping && slot.TryReopen(settings);
        if (isOpened)
            Run();
    }

    private CardSettings Settings() => new(
        _rate, _period, (ResamplingQuality)_options.quality, _options.ring_buffer, _client.RealTimePriority, _clock, _faults, _log);

    private void Run()
    {
        // Not Select: its generic virtual method would bring the runtime's loader of types into this module, 130 KB.
        CardEnd?[] ends = Array.ConvertAll(_slots, slot => slot.End);
        bool hasCapture = Array.Exists(ends, end => end is { Captures: true });
        int capture = ends.Max(end => end?.CaptureLatency ?? 0), playback = ends.Max(end => end?.PlaybackLatency ?? 0);
        _client.Run(new AdapterCycle(ends, hasCapture), _rate, _period, new AdapterLatencies(capture, playback, 0, 0));
        _isLatencyNew = true; // JACK asks for it when the graph changes, and that has not
        _memory = null; // from the next step on nothing is allocated any more
    }

    // Out of JACK's cycles first.
    private void Withdraw(CardSlot slot)
    {
        _goneSince = _clock.Now;
        CardEnd? end = slot.Release(_goneSince);
        Run();
        end?.Dispose();
    }

    private void CloseAll()
    {
        _statistics?.Dispose();
        CloseCards();
        _waiter.Dispose();
        _client.Release();
    }

    private void CloseCards()
    {
        foreach (CardSlot slot in _slots)
            slot.End?.Dispose();
    }
}
