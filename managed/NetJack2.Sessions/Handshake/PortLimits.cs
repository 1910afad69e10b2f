// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Session;
using NetJack2.RealTime;

namespace NetJack2.Sessions.Handshake;

/// <summary>Limits how many of the server's ports slaves may have, so that programs of this computer always find some.</summary>
/// <remarks>Control thread. Where the server's number of ports is unknown, nothing is limited.</remarks>
internal static class PortLimits
{
    // 256 of the 2048 that jackd has by default.
    private const int ReservedShare = 8;

    // A slave with 255 ports of each of the four kinds has half of the default.
    private const int ShareOfAddress = 2;

    /// <summary>Whether a slave may have the ports of a session.</summary>
    /// <param name="slave">The slave.</param>
    /// <param name="slaves">All slaves of the manager.</param>
    /// <param name="session">The session that is to begin.</param>
    /// <param name="ports">The server's ports.</param>
    public static Result Check(SlaveSession slave, IReadOnlyList<SlaveSession> slaves, SessionParameters session, ServerPorts ports)
    {
        int present = slave.State.Client?.PortCount ?? 0;
        int wanted = session.SendAudio + session.ReturnAudio + session.SendMidi + session.ReturnMidi;
        if (wanted <= present || ports.Most == 0)
            return Result.Success;
        if (!HasRoom(wanted - present, ports))
        {
            return new Refusal(
                $"is rejected: it needs {wanted - present} ports, {ports.Used} of {ports.Most} are in use, and {Reserved(ports)} are left "
                    + "to programs of this computer",
                "see jackd -p");
        }
        int ofAddress = wanted;
        foreach (SlaveSession other in slaves)
        {
            if (other != slave && other.Peer.Host == slave.Peer.Host)
                ofAddress += other.State.Client?.PortCount ?? 0;
        }
        return ofAddress <= ports.Most / ShareOfAddress
            ? Result.Success
            : new Refusal(
                $"is rejected: slaves at {slave.Peer.Host} would have {ofAddress} of {ports.Most} ports, more than half",
                "see jackd -p");
    }

    /// <summary>Whether so many ports more leave enough to the programs of this computer.</summary>
    /// <param name="more">Ports that are missing.</param>
    /// <param name="ports">The server's ports.</param>
    public static bool HasRoom(int more, ServerPorts ports) =>
        more <= 0 || ports.Most == 0 || ports.Used + more <= ports.Most - Reserved(ports);

    private static int Reserved(ServerPorts ports) => ports.Most / ReservedShare;
}
