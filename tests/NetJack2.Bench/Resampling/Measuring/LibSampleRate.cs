// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Interop;

namespace NetJack2.Bench.Resampling.Measuring;

/// <summary>libsamplerate, at a fixed ratio.</summary>
internal sealed unsafe class LibSampleRate : IStreamResampler, IDisposable
{
    private readonly SRC_STATE* _state;
    private readonly int _channels;
    private readonly double _ratio;

    // libsamplerate.so, without a version, is in the development package only.
    static LibSampleRate()
        => NativeLibrary.SetDllImportResolver(typeof(SampleRate).Assembly, (name, assembly, path)
            => string.Equals(name, "samplerate", StringComparison.Ordinal) ? NativeLibrary.Load("libsamplerate.so.0", assembly, path) : 0);

    public LibSampleRate(uint converter, int channels, double ratio)
    {
        _channels = channels;
        _ratio = ratio;
        int error = 0;
        _state = SampleRate.src_new((int)converter, channels, &error);
        Throw(error);
    }

    public int Process(ReadOnlySpan<float> input, Span<float> output)
    {
        fixed (float* source = input, destination = output)
        {
            var data = new SRC_DATA
            {
                data_in = source,
                data_out = destination,
                input_frames = input.Length / _channels,
                output_frames = output.Length / _channels,
                src_ratio = _ratio,
            };
            Throw(SampleRate.src_process(_state, &data));
            if (data.input_frames_used != data.input_frames)
                throw new InvalidOperationException("libsamplerate has not used all input.");
            return (int)data.output_frames_gen;
        }
    }

    public void Dispose() => _ = SampleRate.src_delete(_state);

    private static void Throw(int error)
    {
        if (error != 0)
            throw new InvalidOperationException($"libsamplerate: {Marshal.PtrToStringUTF8((nint)SampleRate.src_strerror(error))}");
    }
}
