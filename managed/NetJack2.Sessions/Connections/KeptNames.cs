// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Sessions.Connections;

/// <summary>How ports of the other end of a connection are named where connections are kept.</summary>
/// <remarks>A port of the client itself is kept without the client's name, which may be another one next time (D-29).</remarks>
/// <param name="Client">The client's present name.</param>
public readonly record struct KeptNames(string Client)
{
    /// <summary>The name under which a port is kept.</summary>
    /// <param name="port">Its full name.</param>
    public string ToKept(string port) => port.StartsWith(Client + ':', StringComparison.Ordinal) ? port[Client.Length..] : port;

    /// <summary>Returns the full name of a kept port.</summary>
    /// <param name="port">The name under which it is kept.</param>
    public string FromKept(string port) => port[0] == ':' ? Client + port : port;

    /// <summary>The full name of a port of the client.</summary>
    /// <param name="port">Its short name.</param>
    public string Own(string port) => $"{Client}:{port}";
}
