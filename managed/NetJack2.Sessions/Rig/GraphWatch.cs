// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Mesh;

namespace NetJack2.Sessions.Rig;

/// <summary>Numbers the changes of a server's ports and connections.</summary>
/// <remarks>Control thread. Allocates nothing that is collected.</remarks>
/// <param name="server">The server.</param>
internal sealed class GraphWatch(IPortServer server)
{
    private (ulong Ports, ulong Leads) _mark;
    private ushort _ports;
    private ushort _leads;

    /// <summary>Reads the state of the server's ports.</summary>
    /// <returns>Its <see cref="GraphNumber"/>.</returns>
    public uint Read()
    {
        (ulong Ports, ulong Leads) mark = server.Mark();
        if (_ports == 0 || mark.Ports != _mark.Ports)
            _ports = Next(_ports);
        if (_leads == 0 || mark.Leads != _mark.Leads)
            _leads = Next(_leads);
        _mark = mark;
        return GraphNumber.Of(_ports, _leads);
    }

    // 0 is no number.
    private static ushort Next(ushort number) => number == ushort.MaxValue ? (ushort)1 : (ushort)(number + 1);
}
