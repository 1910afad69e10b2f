// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Protocol.Session;
using NetJack2.Protocol.Wire;

namespace NetJack2.Protocol.Mesh;

/// <summary>A <see cref="MeshEnd"/> as it lies on the wire.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public struct MeshEndFields
{
    /// <summary>Bytes of the fields on the wire.</summary>
    public const int Size = 32;

    private UInt32BigEndian _toAudio;       // +0
    private UInt32BigEndian _fromAudio;     // +4
    private UInt32BigEndian _toMidi;        // +8
    private UInt32BigEndian _fromMidi;      // +12
    private UInt32BigEndian _latency;       // +16
    private UInt32BigEndian _mtu;           // +20
    private UInt32BigEndian _encoder;       // +24
    private UInt32BigEndian _kilobits;      // +28

    /// <summary>Returns the fields as they lie on the wire.</summary>
    public static MeshEndFields From(in MeshEnd end) => new()
    {
        _toAudio = (uint)end.ToAudio,
        _fromAudio = (uint)end.FromAudio,
        _toMidi = (uint)end.ToMidi,
        _fromMidi = (uint)end.FromMidi,
        _latency = (uint)end.Latency,
        _mtu = (uint)end.Mtu,
        _encoder = (uint)end.Encoder,
        _kilobits = (uint)end.Kilobits,
    };

    /// <summary>Reads it. False where a number is out of its range.</summary>
    public readonly bool TryRead(out MeshEnd end)
    {
        end = new MeshEnd(
            Number(_toAudio), Number(_fromAudio), Number(_toMidi), Number(_fromMidi), Number(_latency), Number(_mtu),
            (SampleEncoder)Number(_encoder), Number(_kilobits));
        return IsCount(end.ToAudio) && IsCount(end.FromAudio) && IsCount(end.ToMidi) && IsCount(end.FromMidi)
            && end.Latency is >= 1 and <= SessionValidator.MaxLatency
            && end.Mtu is >= SessionValidator.MinMtu and <= SessionValidator.MaxMtu
            && (end.Encoder == SampleEncoder.Opus
                ? end.Kilobits is >= SessionValidator.MinKilobits and <= SessionValidator.MaxKilobits
                : end.Encoder is SampleEncoder.Float or SampleEncoder.Int16 && end.Kilobits == 0);
    }

    private static bool IsCount(int number) => number is >= 0 and <= SessionValidator.MaxChannels;

    // What is too large for an int is out of every range.
    private static int Number(uint wire) => wire > int.MaxValue ? -1 : (int)wire;
}
