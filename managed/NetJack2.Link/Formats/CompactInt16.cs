// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.Link.Ports;
using NetJack2.Protocol;
using NetJack2.Protocol.Audio;
using NetJack2.RealTime;

namespace NetJack2.Link.Formats;

/// <summary>Samples as 16-bit integers, padded to a multiple of 4 bytes.</summary>
internal sealed class CompactInt16(int period) : ICompactAudio
{
    private readonly byte[] _code = new byte[((period * sizeof(short)) + 3) & ~3];

    public int MaxBlockSize => _code.Length;

    public int FrameBytes => sizeof(short);

    [RealTimeSafe]
    public int SizeOf(uint cycle, int port) => _code.Length;

    [RealTimeSafe]
    public ReadOnlySpan<byte> Encode(uint cycle, int port, ReadOnlySpan<float> samples)
    {
        Int16Samples.Encode(samples, _code);
        return _code;
    }

    [RealTimeSafe]
    public int Deliver(uint cycle, CycleSlot? slot, PortSet connected, IPortBuffers ports)
    {
        for (int port = connected.NextFrom(0); port >= 0; port = connected.NextFrom(port + 1))
        {
            if (slot is not null && slot.Active.Contains(port))
                Int16Samples.Decode(slot.Block(port), ports.Incoming(port)[..period]);
            else
                ports.Incoming(port).Clear();
        }
        return 0;
    }
}
