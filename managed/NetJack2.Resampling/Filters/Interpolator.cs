// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NetJack2.RealTime;

namespace NetJack2.Resampling.Filters;

/// <summary>The values of many channels at any time between their frames.</summary>
/// <remarks>
/// Keeps no position of its own: the caller passes it. So two of them in opposite directions, called at positions of one clock, cannot
/// drift apart. Used by one thread; real-time safe but for the constructor.
/// </remarks>
public sealed class Interpolator
{
    /// <summary>The least ratio of the rates: output frames for each input frame.</summary>
    public const double MinRatio = 0.25;

    /// <summary>The greatest ratio of the rates: output frames for each input frame.</summary>
    public const double MaxRatio = 4;

    // What stands before and behind the coefficients in a row: up to a vector for alignment, and the distance of two output frames.
    private const int Margin = 16;

    private readonly PolyphaseFilter _filter;
    private readonly History _history;
    private readonly AlignedMemory _coefficients;
    private readonly int _rowLength;
    private readonly int _rows;
    private readonly float[] _output;
    private readonly int _outputStride;
    private readonly int[] _starts;
    private readonly int _width;

    /// <summary>Makes the filter and all memory. Not real-time safe: takes milliseconds.</summary>
    /// <param name="channels">1 … 255.</param>
    /// <param name="quality">Taps, and with them delay and cost.</param>
    /// <param name="ratio">Output frames for each input frame, about: below 1 it decides how much treble has to go.</param>
    /// <param name="maxInput">The most frames that are written at once.</param>
    /// <param name="maxOutput">The most frames that are rendered at once.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of its range.</exception>
    public Interpolator(int channels, ResamplingQuality quality, double ratio, int maxInput, int maxOutput)
        : this(channels, quality, ratio, maxInput, maxOutput, BestWidth)
    {
    }

    internal Interpolator(int channels, ResamplingQuality quality, double ratio, int maxInput, int maxOutput, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(channels, 255);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)quality, (uint)ResamplingQuality.Highest, nameof(quality));
        ArgumentOutOfRangeException.ThrowIfLessThan(ratio, MinRatio);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ratio, MaxRatio);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxInput, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxOutput, 1);
        Channels = channels;
        MaxInput = maxInput;
        MaxOutput = maxOutput;
        _width = width;
        _filter = new PolyphaseFilter(new FilterShape(quality, ratio));
        _history = new History(channels, _filter.Taps + maxInput + Margin, maxInput);
        _rowLength = _filter.Taps + Margin;
        // As many frames' coefficients as stay in the nearest cache beside the history of four channels.
        _rows = Math.Clamp(2048 / _rowLength, 2, 16) & ~1;
        _coefficients = new AlignedMemory(_rows * _rowLength);
        _starts = new int[_rows];
        _outputStride = maxOutput + 1;
        _output = new float[_history.Rows * _outputStride];
    }

    /// <summary>Number of channels, 1…255.</summary>
    public int Channels { get; }

    /// <summary>The most frames that are written at once.</summary>
    public int MaxInput { get; }

    /// <summary>The most frames that are rendered at once.</summary>
    public int MaxOutput { get; }

    /// <summary>Frames behind a position that must have been written before the position can be rendered:
    /// the delay, in input frames.</summary>
    public int Delay => _filter.Taps / 2;

    /// <summary>The number of the next input frame.</summary>
    public long End => _history.End;

    /// <summary>The width of the vectors that are used here, in bits:
    /// the widest that the processor (and the compiler's target) has.</summary>
    public static int BestWidth
        => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    /// <summary>Forgets everything: silence up to the frame with this number, which is the next one.</summary>
    [RealTimeSafe]
    public void Reset(long next) => _history.Reset(next);

    /// <summary>The next input frames of a channel; the same number for all channels, at most <see cref="MaxInput"/>.</summary>
    [RealTimeSafe]
    public void Write(int channel, ReadOnlySpan<float> samples) => _history.Write(channel, samples);

    /// <summary>Moves on by as many frames as have been written for every channel.</summary>
    [RealTimeSafe]
    public void Commit(int frames) => _history.Commit(frames);

    /// <summary>Computes all channels at positions that are equally, or ever wider or narrower, spaced.</summary>
    /// <param name="position">The first position; on return the position that follows the last.</param>
    /// <param name="step">From one position to the next, in input frames.</param>
    /// <param name="stepChange">What is added to the step after each frame.</param>
    /// <param name="frames">Frames wanted, at most <see cref="MaxOutput"/>.</param>
    /// <returns>Frames that could be rendered: fewer where input has not been written yet, or is no longer kept.</returns>
    [RealTimeSafe]
    public int Render(ref FramePosition position, double step, double stepChange, int frames) => _width switch
    {
        512 => Render<Vector512<double>, Lanes512>(ref position, step, stepChange, frames),
        256 => Render<Vector256<double>, Lanes256>(ref position, step, stepChange, frames),
        _ => Render<Vector128<double>, Lanes128>(ref position, step, stepChange, frames),
    };

    /// <summary>The last rendered samples of one channel. They stay valid until the next call of
    /// <see cref="Render(ref FramePosition, double, double, int)"/>.</summary>
    [RealTimeSafe]
    public ReadOnlySpan<float> Output(int channel, int frames) => _output.AsSpan(channel * _outputStride, frames);

    [RealTimeSafe]
    private int Render<TVector, TLanes>(ref FramePosition position, double step, double stepChange, int frames)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        int done = 0;
        while (done < frames)
        {
            int rows = Interpolate<TVector, TLanes>(ref position, ref step, stepChange, Math.Min(_rows, frames - done));
            if (rows == 0)
                break;
            Convolve<TVector, TLanes>(rows, done);
            done += rows;
        }
        return done;
    }

    // The coefficients of some frames, in rows with zeros around them:
    // both rows of a pair begin with the same frame of history, at a vector's boundary.
    [RealTimeSafe]
    private int Interpolate<TVector, TLanes>(ref FramePosition position, ref double step, double stepChange, int frames)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        int taps = _filter.Taps;
        TVector zero = TLanes.Fill(0);
        for (int row = 0; row < frames; row++)
        {
            long first = position.Frame - ((taps / 2) - 1);
            if (first < _history.Begin || first + taps > _history.End)
                return row;
            int start = (int)(first - _history.Begin);
            int begin = ((row & 1) == 0 ? start : _starts[row - 1]) & -TLanes.Count;
            if (start - begin > Margin)
                return row;
            _starts[row] = start;
            ref double coefficients = ref Coefficients(row);
            for (int at = 0; at < Margin; at += TLanes.Count)
            {
                TLanes.Store(zero, ref coefficients, at);
                TLanes.Store(zero, ref coefficients, taps + at);
            }
            _filter.Interpolate<TVector, TLanes>(position.Fraction, ref Unsafe.Add(ref coefficients, start - begin));
            position = position.Plus(step);
            step += stepChange;
        }
        return frames;
    }

    [RealTimeSafe]
    private void Convolve<TVector, TLanes>(int rows, int done)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        int channel = 0;
        for (; channel + 4 <= _history.Rows; channel += 4)
        {
            for (int row = 0; row < rows; row += 2)
            {
                (int begin, int length) = Window(row, rows, TLanes.Count);
                Convolution<TVector, TLanes>.FourChannels(
                    ref Coefficients(row), _rowLength, ref HistoryAt(channel, begin), _history.Stride, length,
                    ref OutputAt(channel, done + row), _outputStride);
            }
        }
        for (; channel < _history.Rows; channel += 2)
        {
            for (int row = 0; row < rows; row += 2)
            {
                (int begin, int length) = Window(row, rows, TLanes.Count);
                Convolution<TVector, TLanes>.TwoChannels(
                    ref Coefficients(row), _rowLength, ref HistoryAt(channel, begin), _history.Stride, length,
                    ref OutputAt(channel, done + row), _outputStride);
            }
        }
    }

    // Whole vectors of history that the two frames of a pair need.
    [RealTimeSafe]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (int Begin, int Length) Window(int row, int rows, int lanes)
    {
        int begin = _starts[row] & -lanes;
        int end = _starts[Math.Min(row + 1, rows - 1)] + _filter.Taps;
        return (begin, (end - begin + lanes - 1) & -lanes);
    }

    [RealTimeSafe]
    private ref double Coefficients(int row) => ref Unsafe.Add(ref _coefficients.First, row * _rowLength);

    [RealTimeSafe]
    private ref double HistoryAt(int channel, int frame) => ref Unsafe.Add(ref _history.First, (channel * _history.Stride) + frame);

    // An odd last row has a second row beside it that is never read: its results fall on the place behind the output.
    [RealTimeSafe]
    private ref float OutputAt(int channel, int frame)
        => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_output), (channel * _outputStride) + frame);
}
