// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Sessions.Rig;

/// <summary>Ports that the manager has connected here, and which of them have been away since: their connections have gone with them, and
/// no user has removed these.</summary>
/// <remarks>Control thread. Allocates after a change of ports only.</remarks>
/// <param name="server">Their server.</param>
internal sealed class JoinedPorts(IPortServer server)
{
    private readonly Dictionary<string, (string Port, bool WasAway)> _joined = new(StringComparer.Ordinal);
    private ushort _seen;

    /// <summary>Notes that a port is connected to one that leads to another machine.</summary>
    /// <param name="channel">The one that leads there.</param>
    /// <param name="port">The port.</param>
    public void Add(string channel, string port) => _joined[channel] = (port, false);

    /// <summary>Forgets the connection of a port that leads to another machine.</summary>
    public void Remove(string channel) => _ = _joined.Remove(channel);

    /// <summary>Whether a port has been away since it was connected.</summary>
    public bool HasLost(string channel, string port) =>
        _joined.TryGetValue(channel, out var joined) && joined.WasAway && string.Equals(joined.Port, port, StringComparison.Ordinal);

    /// <summary>Misses ports that are not there.</summary>
    /// <param name="number">Another one after each change of the server's ports.</param>
    public void Update(ushort number)
    {
        if (number == _seen)
            return;
        _seen = number;
        foreach ((string channel, (string port, bool wasAway)) in _joined)
        {
            // A dictionary may lose entries, and change them, while it is enumerated.
            if (server.Find(channel) is null)
                _ = _joined.Remove(channel);
            else if (!wasAway && server.Find(port) is null)
                _joined[channel] = (port, true);
        }
    }
}
