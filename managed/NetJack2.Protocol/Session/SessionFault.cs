// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Protocol.Session;

/// <summary>The error in a handshake packet.</summary>
public enum SessionFault
{
    /// <summary>The packet is valid.</summary>
    None,

    /// <summary>It is not 644 bytes that begin with "params".</summary>
    NotHandshake,

    /// <summary>The peer speaks another version of the protocol.</summary>
    Version,

    /// <summary>The packet id is not the one that is expected here.</summary>
    PacketId,

    /// <summary>The slave's name is empty: its field begins with a NUL.</summary>
    Name,

    /// <summary>The MTU is not in 576…9000.</summary>
    Mtu,

    /// <summary>A channel count is not in 0…255 (or -1 where a slave may ask).</summary>
    Channels,

    /// <summary>There is not a single channel.</summary>
    NoChannels,

    /// <summary>The encoder is none of float, int16 and Opus.</summary>
    Encoder,

    /// <summary>The encoder is CELT, an obsolete codec that is not implemented here.</summary>
    Celt,

    /// <summary>The kilobits per second of Opus are not in 8…512.</summary>
    Kilobits,

    /// <summary>The network latency is not in 0…30.</summary>
    Latency,

    /// <summary>The sample rate is not in 8000…768000.</summary>
    SampleRate,

    /// <summary>The period is not in 16…8192.</summary>
    Period,
}
