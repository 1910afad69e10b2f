using System.Net;
using NetJack2.Engine;

namespace NetJack2.Host;

/// <summary>What a module needs to know of this host's network.</summary>
public static class HostNetwork
{
    /// <summary>The host's name; "jack" where it has none.</summary>
    public static string Name => Environment.MachineName is { Length: > 0 } name ? name : "jack";

    /// <summary>Whether an address is one of this host's own: only to such a one can a socket be bound.</summary>
    public static bool IsOwnAddress(PeerAddress address)
    {
        using UdpSocket? socket = UdpSocket.TryOpen();
        return socket is not null && socket.TryBind(address with { Port = 0 });
    }

    /// <summary>Parses a dotted quad.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, int port, out PeerAddress address)
    {
        address = default;
        if (!IPAddress.TryParse(text, out IPAddress? parsed) || parsed.AddressFamily != System.Net.Sockets.AddressFamily.InterNetwork)
            return false;
        Span<byte> bytes = stackalloc byte[4];
        _ = parsed.TryWriteBytes(bytes, out _);
        address = new PeerAddress(System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes), (ushort)port);
        return true;
    }
}
