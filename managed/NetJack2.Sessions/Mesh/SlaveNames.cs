// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using NetJack2.Protocol.Mesh;
using NetJack2.Protocol.Session;
using NetJack2.RealTime;
using NetJack2.Sessions.Handshake;
using NetJack2.Sessions.Rig;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Sessions.Mesh;

/// <summary>Gives the ports of slaves' clients on the master the users' labels, and the names of what they lead to on the slaves.</summary>
/// <remarks>Control thread. Allocates after a change only.</remarks>
/// <param name="sessions">The slaves.</param>
/// <param name="broker">Which of them report what their ports lead to.</param>
/// <param name="machines">Their names.</param>
/// <param name="labels">The labels.</param>
/// <param name="clock">CLOCK_MONOTONIC.</param>
internal sealed class SlaveNames(
    ManagerSessions sessions, MeshBroker broker, MeshMachines machines, LabelBook labels, IMonotonicClock clock)
{
    // Four kinds of ports.
    private const int MostLeads = 4 * SessionValidator.MaxChannels;

    // A member that reports changes all the time is asked no more often.
    private const long ReadNs = 500 * Durations.MillisecondNs;

    private readonly Place[] _places = [.. Enumerable.Range(0, ManagerLimits.MostSlaves).Select(_ => new Place())];

    /// <summary>Names the ports of clients for which something has changed.</summary>
    public void Poll()
    {
        foreach (SlaveSession slave in sessions.Slaves)
        {
            Place place = _places[slave.Slot];
            if (slave.State.Client is not { } client || (place.Client == client && place.Version == labels.Version))
                continue;
            if (place.Client != client)
                (place.Leads, place.ReadFor) = (null, default);
            (place.Client, place.Version) = (client, labels.Version);
            client.NamePorts(Collect(MeshMachines.NameOf(slave), place.Leads));
        }
    }

    /// <summary>A sequence of requests to a member whose connections have changed; null where none has.</summary>
    public IEnumerable<MachineCall>? FindJob()
    {
        foreach (SlaveSession slave in sessions.Slaves)
        {
            Place place = _places[slave.Slot];
            if (!slave.State.IsRunning || place.Client is null)
                continue;
            (uint Token, ushort Number) now =
                broker.At(slave.Slot) is { } member ? (member.Token, GraphNumber.Leads(member.Graph)) : default;
            if (now == place.ReadFor || clock.Now < place.ReadAtNs)
                continue;
            (place.ReadFor, place.ReadAtNs) = (now, clock.Now + ReadNs);
            if (now.Number != 0)
                return Read(machines.MachineOf(slave), place);
            // It has left the mesh: what is known is of the past.
            (place.Leads, place.Version) = (null, labels.Version - 1);
        }
        return null;
    }

    // What cannot be read is read after the next change.
    private IEnumerable<MachineCall> Read(Machine machine, Place place)
    {
        var leads = new Dictionary<string, string>(StringComparer.Ordinal);
        int count = 0, total;
        do
        {
            var call = new MachineCall(machine, MachineRequests.Leads, $"{count}");
            yield return call;
            string[] words = call.Words;
            if (call.Status != RequestStatus.Done || words.Length % 2 == 0
                || !int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out total)
                || (words.Length == 1 && total > count))
                yield break;
            for (int index = 1; index < words.Length; index += 2)
                leads[words[index]] = PlainText.Clean(words[index + 1]);
            count += words.Length / 2;
        }
        while (count < Math.Min(total, MostLeads));
        (place.Leads, place.Version) = (leads, labels.Version - 1);
    }

    private Dictionary<string, PortNames> Collect(string machine, Dictionary<string, string>? leads)
    {
        var names = new Dictionary<string, PortNames>(StringComparer.Ordinal);
        foreach (var (port, lead) in leads ?? [])
            names[port] = new PortNames(null, lead);
        foreach (PortLabel label in labels.All)
        {
            if (string.Equals(label.Machine, machine, StringComparison.Ordinal))
                names[label.Port] = new PortNames(label.Text, names.GetValueOrDefault(label.Port).Lead);
        }
        return names;
    }

    // What the ports of the client in a place are named after.
    private sealed class Place
    {
        public ISlaveClient? Client { get; set; }

        public int Version { get; set; }

        public Dictionary<string, string>? Leads { get; set; }

        public long ReadAtNs { get; set; }

        public (uint Token, ushort Number) ReadFor { get; set; }
    }
}
