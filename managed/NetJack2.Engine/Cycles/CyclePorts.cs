using NetJack2.Protocol;

namespace NetJack2.Engine;

/// <summary>Moves a cycle between a slot and JACK's ports.</summary>
internal static class CyclePorts
{
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

    /// <summary>Fills the incoming ports from a slot whose gaps are filled; without one, with what stands for a cycle that is lost.</summary>
    [RealTimeSafe]
    public static void Deliver(
        uint cycle, CycleSlot? slot, ICycleFormat format, LinkForm form, IPortBuffers ports, PortSet connected, LinkCounters counters)
    {
        if (form.Audio != 0)
            format.DeliverAudio(cycle, slot, connected, ports);
        for (int port = 0; port < form.Midi; port++)
            ports.ClearIncomingMidi(port);
        if (slot is not null && form.Midi != 0)
            format.DeliverMidi(slot, ports, counters);
    }

    /// <summary>Fills the connected ports with a slot's samples; those that it does not carry, with silence.</summary>
    [RealTimeSafe]
    public static void DeliverSamples(CycleSlot? slot, PortSet connected, IPortBuffers ports)
    {
        for (int port = connected.NextFrom(0); port >= 0; port = connected.NextFrom(port + 1))
        {
            if (slot is not null && slot.Active.Contains(port))
                slot.Samples(port).CopyTo(ports.Incoming(port));
            else
                ports.Incoming(port).Clear();
        }
    }
}
