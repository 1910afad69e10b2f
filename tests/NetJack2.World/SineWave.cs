// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.World;

/// <summary>A sine at 48 kHz that was computed once: a second of it, after which it repeats.</summary>
/// <param name="pitch">Hz.</param>
/// <param name="level">Of its peaks.</param>
internal sealed class SineWave(int pitch, double level = 1)
{
    private const int Rate = 48_000;

    private readonly float[] _second =
        [.. Enumerable.Range(0, Rate).Select(frame => (float)(level * Math.Sin(2 * Math.PI * pitch * frame / Rate)))];

    public float At(long frame) => _second[(int)(frame % Rate)];

    public void Fill(Span<float> samples, long firstFrame)
    {
        int start = (int)(firstFrame % Rate);
        while (samples.Length > Rate - start)
        {
            _second.AsSpan(start).CopyTo(samples);
            samples = samples[(Rate - start)..];
            start = 0;
        }
        _second.AsSpan(start, samples.Length).CopyTo(samples);
    }
}
