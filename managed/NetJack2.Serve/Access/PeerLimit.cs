// SPDX-License-Identifier: GPL-2.0-or-later
using System.Net;
using Microsoft.AspNetCore.Connections;

namespace NetJack2.Serve.Access;

/// <summary>Bounds the connections that one stranger can hold, so that they are never all of them. Any thread.</summary>
/// <remarks>
/// With a token, strangers differ by their addresses. Without one all clients have that of loopback: there they are the programs of all
/// other users together, and those of this user and of root have no limit of their own.
/// </remarks>
/// <param name="hasToken">Whether clients need a token.</param>
internal sealed class PeerLimit(bool hasToken)
{
    /// <summary>The most connections of one stranger at a time.</summary>
    public const int Most = 16;

    private readonly Lock _lock = new();

    private readonly Dictionary<IPAddress, int> _counts = [];

    /// <summary>Serves a connection, or closes it at once.</summary>
    public async Task ServeAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        IPAddress? stranger = StrangerAt(connection);
        if (stranger is not null && !TryEnter(stranger))
            return;
        try
        {
            await next(connection);
        }
        finally
        {
            if (stranger is not null)
                Leave(stranger);
        }
    }

    private IPAddress? StrangerAt(ConnectionContext connection)
    {
        if (connection is not { RemoteEndPoint: IPEndPoint peer, LocalEndPoint: IPEndPoint own })
            return IPAddress.None;
        return hasToken ? peer.Address : LocalPeer.IsTrusted(peer, own) ? null : IPAddress.None;
    }

    private bool TryEnter(IPAddress stranger)
    {
        lock (_lock)
        {
            int count = _counts.GetValueOrDefault(stranger);
            if (count == Most)
                return false;
            _counts[stranger] = count + 1;
            return true;
        }
    }

    private void Leave(IPAddress stranger)
    {
        lock (_lock)
        {
            if (--_counts[stranger] == 0)
                _ = _counts.Remove(stranger);
        }
    }
}
