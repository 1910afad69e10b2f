namespace NetJack2.Engine;

/// <summary>An IPv4 address and a UDP port, both in the machine's order.</summary>
/// <param name="Host">The address: 10.0.0.1 is 0x0A000001.</param>
/// <param name="Port">The port.</param>
public readonly record struct PeerAddress(uint Host, ushort Port)
{
    /// <summary>Whether the address is a multicast group.</summary>
    public bool IsMulticast => Host >> 28 == 14;

    /// <inheritdoc/>
    public override string ToString() => $"{Host >> 24}.{(Host >> 16) & 255}.{(Host >> 8) & 255}.{Host & 255}:{Port}";
}
