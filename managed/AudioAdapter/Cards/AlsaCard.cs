// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Linux;
using NetJack2.Interop;
using NetJack2.RealTime;

namespace NetJack2.AudioAdapter.Cards;

/// <summary>A sound card in one or both directions, which have one clock.</summary>
/// <remarks>Opened on a control thread; everything else is done by the one thread that serves the card.</remarks>
public sealed unsafe class AlsaCard : IDisposable
{
    // A card that is silent for so many periods, and this long, does not run.
    private const int PatiencePeriods = 8;
    private const long LeastPatienceNs = 250_000_000;

    // A card that was started so often and did not deliver a period once does not run: closing and opening it helps some.
    private const int MostRestarts = 8;

    private const int MaxDescriptors = 16;

    // A device's count may stand still for a moment: shorter waits would be many, longer ones late.
    private const long LeastNapNs = 100_000;
    private const int NapsInPeriod = 4;

    private readonly IMonotonicClock _clock;
    private readonly AlsaPcm? _capture;
    private readonly AlsaPcm? _playback;
    private readonly AlsaPcm _leader;
    private readonly bool _isLinked;
    private readonly long _patience;
    private int _restarts;

    private AlsaCard(AlsaPcm? capture, AlsaPcm? playback, IMonotonicClock clock)
    {
        _capture = capture;
        _playback = playback;
        _clock = clock;
        _leader = capture ?? playback!;
        Period = _leader.Configuration.Period;
        Rate = _leader.Configuration.Rate;
        _isLinked = capture is not null && playback is not null && Alsa.snd_pcm_link(capture.Pcm, playback.Pcm) == 0;
        _patience = Math.Max(LeastPatienceNs, PatiencePeriods * 1_000_000_000L * Period / Rate);
    }

    /// <summary>Frames of a period: what is read and written at a time.</summary>
    public int Period { get; }

    /// <summary>The nominal sample rate in Hz, by the card's own clock.</summary>
    public int Rate { get; }

    /// <summary>The configuration of the capture side; null where the card only plays.</summary>
    public AlsaPcmConfiguration? Capture => _capture?.Configuration;

    /// <summary>The configuration of the playback side; null where the card only captures.</summary>
    public AlsaPcmConfiguration? Playback => _playback?.Configuration;

    /// <summary>Frames from the moment that a sample is written until it is played, all of the card's buffer; 0 where it only
    /// captures.</summary>
    public int PlaybackDelay => _playback is null ? 0 : _playback.Configuration.Buffer;

    /// <summary>Opens a card in the directions that are asked for.</summary>
    /// <param name="capture">The capture direction; null: not wanted.</param>
    /// <param name="playback">The playback direction; null: not wanted. One of the two is not null.</param>
    /// <param name="clock">CLOCK_MONOTONIC.</param>
    /// <returns>The card, or which device cannot be used and why.</returns>
    public static Result<AlsaCard> Open(AlsaPcmRequest? capture, AlsaPcmRequest? playback, IMonotonicClock clock)
    {
        AlsaPcm? from = null;
        if (capture is not null && !AlsaPcm.Open(capture).TryGet(out from, out Refusal? refusal))
            return refusal;
        AlsaPcm? to = null;
        if (playback is not null && !AlsaPcm.Open(playback).TryGet(out to, out refusal))
        {
            from?.Dispose();
            return refusal;
        }
        if (from is not null && to is not null
            && (from.Configuration.Rate != to.Configuration.Rate || from.Configuration.Period != to.Configuration.Period))
        {
            from.Dispose();
            to.Dispose();
            return new Refusal(
                $"Device '{from.Request.Device}' captures {from.Configuration.Period} frames at {from.Configuration.Rate} Hz "
                    + $"but plays {to.Configuration.Period} at {to.Configuration.Rate} Hz",
                "choose a rate (-r) and a period (-p) that it has in both directions");
        }
        return new AlsaCard(from, to, clock);
    }

    /// <summary>Starts the card, or starts it again: its playback buffer is full of silence, its capture buffer empty.</summary>
    /// <returns>False where it does not start.</returns>
    [RealTimeSafe]
    public bool TryStart()
    {
        if (_capture is not null && _capture.Prepare() < 0)
            return false;
        // A linked pair is dropped, prepared and started as one. But each handle reads only its own position anew when it is prepared: for
        // USB, alsa-lib keeps it itself, and an old one is more than was written.
        if (_playback is not null && (_isLinked ? _playback.PrepareAgain() : _playback.Prepare()) < 0)
            return false;
        for (int filled = 0; _playback is not null && filled < _playback.Configuration.Buffer / Period; filled++)
        {
            if (_playback.Write(default) < 0)
                return false;
        }
        return (_capture is null || _capture.Start() >= 0) && (_playback is null || _isLinked || _playback.Start() >= 0);
    }

    /// <summary>Waits for the card's next period.</summary>
    /// <param name="wake">A descriptor that becomes readable where the wait is to end.</param>
    [RealTimeSafe]
    public CardEvent Wait(int wake)
    {
        long end = _clock.Now + _patience;
        while (true)
        {
            int captured = _capture?.Available() ?? Period;
            int room = _playback?.Available() ?? Period;
            if (captured < 0 || room < 0)
                return Recover(captured < 0 ? captured : room);
            if (captured >= Period && room >= Period)
            {
                _restarts = 0;
                return CardEvent.Period;
            }
            long left = end - _clock.Now;
            if (left <= 0)
                return Recover(-Posix.EPIPE);
            AlsaPcm stream = captured < Period ? _capture! : _playback!;
            if (!stream.WakesInTime)
                left = Math.Min(left, NapFor(Period - Math.Min(captured, room)));
            if (Poll(stream.WakesInTime ? stream : null, wake, left))
                return CardEvent.Woken;
        }
    }

    [RealTimeSafe]
    private long NapFor(int frames) => Math.Max(LeastNapNs, Math.Min(frames, Period / NapsInPeriod) * 1_000_000_000L / Rate);

    /// <summary>When the period that <see cref="Wait"/> announced was complete, in nanoseconds of the clock.</summary>
    [RealTimeSafe]
    public long PeriodTime() => _leader.PeriodTime(_clock.Now);

    /// <summary>Reads the period: the channels one behind the other. Does nothing where the card only plays.</summary>
    /// <returns>False where the card has stopped; the next <see cref="Wait"/> deals with it.</returns>
    [RealTimeSafe]
    public bool Read(Span<float> planes) => _capture is null || _capture.Read(planes) >= 0;

    /// <summary>Writes the period, the channels one behind the other. Does nothing where the card only captures.</summary>
    [RealTimeSafe]
    public bool Write(ReadOnlySpan<float> planes) => _playback is null || _playback.Write(planes) >= 0;

    /// <inheritdoc/>
    public void Dispose()
    {
        _capture?.Dispose();
        _playback?.Dispose();
    }

    // Both directions stop and start together, so that the time between them stays what it was.
    [RealTimeSafe]
    private CardEvent Recover(int error) =>
        !AlsaError.IsGone(error) && _restarts++ < MostRestarts && TryStart() ? CardEvent.Restarted : CardEvent.Gone;

    [RealTimeSafe]
    private static bool Poll(AlsaPcm? stream, int wake, long nanoseconds)
    {
        pollfd* descriptors = stackalloc pollfd[1 + MaxDescriptors];
        descriptors[0] = new pollfd { fd = wake, events = Posix.POLLIN };
        int count = stream is null ? 0 : Math.Max(0, Alsa.snd_pcm_poll_descriptors(stream.Pcm, descriptors + 1, MaxDescriptors));
        timespec time = PollTime.From(nanoseconds);
        if (Posix.ppoll(descriptors, (nuint)(1 + count), &time, null) <= 0)
            return false;
        // ALSA's plug-ins do in this call what makes the next poll wait.
        ushort events;
        if (stream is not null)
            _ = Alsa.snd_pcm_poll_descriptors_revents(stream.Pcm, descriptors + 1, (uint)count, &events);
        return descriptors[0].revents != 0;
    }
}
