// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Statistics.Processes;

namespace NetJack2.Host.Net;

/// <summary>The program that has a UDP port of this host, for a log line. Control thread; reads many files, allocates.</summary>
public static class PortOwnerText
{
    /// <summary>A clause: the program and its number, or how the user finds out.</summary>
    public static string Describe(ushort port)
    {
        try
        {
            foreach (PortOwner owner in UdpPort.OwnersOf(UdpPort.SocketsOf(port)))
                return $"'{owner.Program}' has it, process {owner.ProcessId}";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A system that hides them: the user can still ask.
        }
        return $"see who has it with ss -ulpn 'sport = :{port}'";
    }
}
