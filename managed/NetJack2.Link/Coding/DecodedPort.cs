// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Extension;
using NetJack2.RealTime;

namespace NetJack2.Link.Coding;

/// <summary>An incoming port between netjack2-cs peers: decodes frames and plays them after a constant time.</summary>
/// <remarks>The position follows from the cycle's number alone, so that a loss shifts nothing.</remarks>
internal sealed class DecodedPort : IDisposable
{
    private readonly CodedFrames _frames;
    private readonly int _port;
    private readonly int _delay;
    private readonly int _mostLost;
    private readonly IFrameDecoder _decoder;

    // What is decoded and not played yet, and behind it room for the frames of one cycle.
    private readonly float[] _pending;
    private int _pendingCount;
    private uint _next;
    private int _lost;
    private int _expected;
    private int _concealed;
    private bool _isRunning;
    private bool _isAudible;

    public DecodedPort(CodedFrames frames, int port, int sampleRate, ICodec codec)
    {
        _frames = frames;
        _port = port;
        _delay = frames.Delay;
        _mostLost = LostAudio.MostSamples(sampleRate);
        _decoder = codec.CreateDecoder();
        _pending = new float[_delay + (frames.MaxFrames * frames.FrameSize)];
    }

    /// <summary>Begins a cycle. Then come its frames with <see cref="Add"/>, and <see cref="End"/>.</summary>
    /// <param name="cycle">Its number. Where it does not follow the one before, the port begins anew.</param>
    /// <param name="isActive">Whether the cycle carries the port.</param>
    /// <param name="isLost">Whether nothing of the cycle has arrived, so that it is unknown what it carried.</param>
    [RealTimeSafe]
    public void Begin(uint cycle, bool isActive, bool isLost)
    {
        if (!_isRunning || cycle != _next || cycle == 0)
        {
            _pending.AsSpan().Clear();
            _isAudible = false;
        }
        if (isActive && !_isAudible)
        {
            _decoder.Reset();
            _lost = 0;
        }
        _isRunning = true;
        _isAudible = isActive || (isLost && _isAudible);
        _next = cycle + 1;
        _pendingCount = _delay - _frames.Held(cycle, _port);
        _expected = _frames.Completed(cycle, _port);
        _concealed = 0;
    }

    /// <summary>Adds a frame of the cycle, which is concealed where its code has not arrived.</summary>
    [RealTimeSafe]
    public void Add(ReadOnlySpan<byte> code, bool hasCome)
    {
        if (!hasCome)
        {
            Conceal();
            return;
        }
        if (_lost > _mostLost)
            _decoder.Reset();
        _lost = 0;
        _decoder.Decode(code, NextFrame());
    }

    /// <summary>Ends the cycle: plays a period.</summary>
    /// <returns>How many samples the decoder made up in this cycle; some of them are played in the next.</returns>
    [RealTimeSafe]
    public int End(Span<float> samples)
    {
        while (_expected > 0)
        {
            if (_isAudible)
                Conceal();
            else
                NextFrame().Clear();
        }
        _pending.AsSpan(0, samples.Length).CopyTo(samples);
        int rest = _pendingCount - samples.Length;
        _pending.AsSpan(samples.Length, rest).CopyTo(_pending);
        return _concealed;
    }

    public void Dispose() => _decoder.Dispose();

    [RealTimeSafe]
    private void Conceal()
    {
        _lost += _frames.FrameSize;
        if (_lost > _mostLost)
        {
            NextFrame().Clear();
            return;
        }
        _decoder.Conceal(NextFrame());
        _concealed += _frames.FrameSize;
    }

    [RealTimeSafe]
    private Span<float> NextFrame()
    {
        Span<float> place = _pending.AsSpan(_pendingCount, _frames.FrameSize);
        _pendingCount += _frames.FrameSize;
        _expected--;
        return place;
    }
}
