// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;

namespace NetJack2.World;

/// <summary>What is on its way to a socket: bytes, or a refusal by the peer's host.</summary>
internal sealed class Datagram
{
    private readonly byte[] _bytes = new byte[9216];

    public int Length { get; private set; }

    public PeerAddress Source { get; private set; }

    public bool IsRefusal { get; private set; }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    public void Set(ReadOnlySpan<byte> bytes, PeerAddress source, bool isRefusal)
    {
        bytes.CopyTo(_bytes);
        Length = bytes.Length;
        Source = source;
        IsRefusal = isRefusal;
    }
}
