// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Loop;

/// <summary>Frame numbers encoded as samples: 23 bits are exact in float, 12 bits tolerate conversion to 16 bits.</summary>
/// <remarks>A code is in (0, 1], so silence is not a code. Each channel has another offset, so a swap of channels shows as a lag.</remarks>
internal readonly struct CounterCode(int bits)
{
    private readonly uint _mask = (1u << bits) - 1;
    private readonly float _scale = 1u << bits;
    private readonly uint _page = (1u << bits) / 256;
    private readonly float _tolerance = bits > 15 ? 0 : 0.25f;

    /// <summary>The sample for a frame of a channel.</summary>
    public float Encode(uint frame, int channel) => (((frame + (_page * (uint)channel)) & _mask) + 1) / _scale;

    /// <summary>The number of frames from <paramref name="sample"/> to <paramref name="frame"/>; false if the sample is no code.</summary>
    public bool TryDecodeLag(float sample, uint frame, int channel, out uint lag)
    {
        float scaled = sample * _scale;
        float code = MathF.Round(scaled);
        lag = 0;
        if (!(MathF.Abs(scaled - code) <= _tolerance) || code < 1 || code > _scale) return false;
        lag = (frame + (_page * (uint)channel) - ((uint)code - 1)) & _mask;
        return true;
    }
}
