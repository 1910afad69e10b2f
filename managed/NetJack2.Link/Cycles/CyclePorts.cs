// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Ports;
using NetJack2.Protocol;
using NetJack2.RealTime;

namespace NetJack2.Link.Cycles;

/// <summary>Moves a cycle between a slot and JACK's ports.</summary>
internal static class CyclePorts
{
    // -60 dB: what is done to the samples below is inaudible beside anything, and almost so in silence.
    private const float QuietLevel = 0.001f;

    /// <summary>Outgoing ports that are connected here and wanted there.</summary>
    [RealTimeSafe]
    public static PortSet OutgoingActive(IPortBuffers ports, int count, PortSet wantedByPeer)
    {
        PortSet active = default;
        for (int port = wantedByPeer.NextFrom(0); port >= 0 && port < count; port = wantedByPeer.NextFrom(port + 1))
        {
            if (ports.IsOutgoingConnected(port))
                active.Add(port);
        }
        return active;
    }

    /// <summary>Incoming ports that are connected here.</summary>
    [RealTimeSafe]
    public static PortSet IncomingConnected(IPortBuffers ports, int count)
    {
        PortSet connected = default;
        for (int port = 0; port < count; port++)
        {
            if (ports.IsIncomingConnected(port))
                connected.Add(port);
        }
        return connected;
    }

    /// <summary>Whether all samples in the connected ports are below -60 dB of full scale.</summary>
    [RealTimeSafe]
    public static bool AreQuiet(IPortBuffers ports, PortSet connected)
    {
        for (int port = connected.NextFrom(0); port >= 0; port = connected.NextFrom(port + 1))
        {
            foreach (float sample in ports.Incoming(port))
            {
                if (!(Math.Abs(sample) <= QuietLevel))
                    return false;
            }
        }
        return true;
    }

    /// <summary>Fills the incoming ports with silence.</summary>
    [RealTimeSafe]
    public static void Silence(DirectionParameters direction, IPortBuffers ports, PortSet connected)
    {
        _ = DeliverSamples(null, connected, ports);
        for (int port = 0; port < direction.Midi; port++)
            ports.ClearIncomingMidi(port);
    }

    /// <summary>Fills the connected ports with a slot's samples; those that it does not carry, with silence.</summary>
    /// <returns>How many samples were made up: 0.</returns>
    [RealTimeSafe]
    public static int DeliverSamples(CycleSlot? slot, PortSet connected, IPortBuffers ports)
    {
        for (int port = connected.NextFrom(0); port >= 0; port = connected.NextFrom(port + 1))
        {
            if (slot is not null && slot.Active.Contains(port))
                slot.Samples(port).CopyTo(ports.Incoming(port));
            else
                ports.Incoming(port).Clear();
        }
        return 0;
    }
}
