// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.AudioAdapter.Cards;
using NetJack2.RealTime;
using NetJack2.Statistics;

namespace NetJack2.AudioAdapter;

/// <summary>The place of a card in an adapter: the request, and the card while it is open.</summary>
/// <remarks>Control thread.</remarks>
internal sealed class CardSlot(CardRequest request, int index, IControlLog log)
{
    // A card that is opened again and again and never delivers a period is opened at most once a minute.
    private const int MostDoublings = 6;

    private CardRequest? _opened;
    private string? _reported;
    private int _fruitless;
    private long _triableNs;

    /// <summary>The request, from the options and JACK's sample rate and period.</summary>
    public CardRequest Request { get; private set; } = request;

    /// <summary>The open card; null while it is closed.</summary>
    public CardEnd? End { get; private set; }

    /// <summary>ALSA's name of the device, for the page of statistics.</summary>
    public PageText Device { get; } = PageText.From(request.Device);

    /// <summary>Takes JACK's new rate and period into the request. A direction that the card does not have is not requested
    /// again.</summary>
    public void Follow(IReadOnlyList<CardRequest> requests)
    {
        Request = requests[index].Without(capture: Request.Capture is null, playback: Request.Playback is null);
        _triableNs = 0;
    }

    /// <summary>Opens the card for the first time, in those of the requested directions that it has.</summary>
    public Result Begin(CardSettings settings)
    {
        Result<CardEnd> result = CardEnd.Open(Request, settings);
        // One that has none of the two is reported as it is.
        if (result.Refusal is not null && Request is { Capture: not null, Playback: not null })
        {
            bool captures = AlsaProbe.Exists(Request.Capture), plays = AlsaProbe.Exists(Request.Playback);
            if (captures != plays)
            {
                Request = Request.Without(!captures, !plays);
                log.Info($"Device '{Request.Device}' only {(captures ? "captures" : "plays")}");
                result = CardEnd.Open(Request, settings);
            }
        }
        return Use(result, Request);
    }

    /// <summary>Opens the card again where it is due. A reason why that is not possible is reported when it is a new one.</summary>
    /// <returns>Whether it was opened.</returns>
    public bool TryReopen(CardSettings settings)
    {
        if (End is not null || settings.Clock.Now < _triableNs)
            return false;
        _triableNs = settings.Clock.Now + Durations.SecondNs;
        Result result = Use(CardEnd.Open(Request, settings), Request);
        // A card that refuses JACK's new period goes on with its own: the bridge is between any two.
        if (result.Refusal is not null && _opened is { } before && before != Request)
            _ = Use(CardEnd.Open(before, settings), before);
        if (result.Refusal is { } refusal && !string.Equals(refusal.ToString(), _reported, StringComparison.Ordinal))
        {
            _reported = refusal.ToString();
            log.Warn(End is null ? $"{refusal}; trying again" : $"{refusal}; it goes on as it was");
        }
        return End is not null;
    }

    /// <summary>The card is disconnected, or is to be opened in another way: the caller first removes it from JACK's cycles.</summary>
    /// <returns>The card.</returns>
    public CardEnd? Release(long nowNs)
    {
        if (End is not { } end)
            return null;
        if (end.IsGone)
        {
            log.Warn(end.HasDelivered
                ? $"Device '{Request.Device}' is disconnected; its ports are silent until it reconnects"
                : $"Device '{Request.Device}' delivers nothing after several starts; its ports are silent, trying again");
            _fruitless = end.HasDelivered ? 0 : Math.Min(_fruitless + 1, MostDoublings);
            _triableNs = nowNs + (Durations.SecondNs << _fruitless);
        }
        End = null;
        _reported = null;
        return end;
    }

    private Result Use(Result<CardEnd> result, CardRequest request)
    {
        if (!result.TryGet(out CardEnd? end, out Refusal? refusal))
            return refusal;
        (End, _opened) = (end, request);
        log.Info($"Device '{request.Device}' {end.Configuration}; "
            + $"latency {end.CaptureLatency} frames from it, {end.PlaybackLatency} to it");
        return Result.Success;
    }
}
