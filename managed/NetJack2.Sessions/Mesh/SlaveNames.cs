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

    private int _last;

    /// <summary>Names the ports of clients for which something has changed.</summary>
    public void Poll()
    {
        foreach (SlaveSession slave in sessions.Slaves)
        {
            Place place = _places[slave.Slot];
            if (slave.State.Client is not { } client || (place.Client == client && place.Version == labels.Version))
                continue;
            if (place.Client != client)
                (place.Leads, place.Reading, place.ReadFor) = (null, null, default);
            (place.Client, place.Version) = (client, labels.Version);
            client.NamePorts(Collect(MeshMachines.NameOf(slave), place.Leads));
        }
    }

    /// <summary>A request to a member whose connections have changed, for the next page of its list; null where none has. One slave
    /// after the other has its turn.</summary>
    public IEnumerable<MachineCall>? FindJob()
    {
        SlaveSession? next = null;
        foreach (SlaveSession slave in sessions.Slaves)
        {
            if (slave.State.IsRunning && IsDue(slave) && (next is null || TurnOf(slave) < TurnOf(next)))
                next = slave;
        }
        if (next is null)
            return null;
        _last = next.Slot;
        Place place = _places[next.Slot];
        place.Reading ??= new Dictionary<string, string>(StringComparer.Ordinal);
        return ReadPage(machines.MachineOf(next), place, place.Reading);
    }

    private int TurnOf(SlaveSession slave) => (slave.Slot - _last - 1 + _places.Length) % _places.Length;

    private bool IsDue(SlaveSession slave)
    {
        Place place = _places[slave.Slot];
        if (place.Client is null)
            return false;
        (uint Token, ushort Number) now =
            broker.At(slave.Slot) is { } member ? (member.Token, GraphNumber.Leads(member.Graph)) : default;
        if (now.Number != 0 && place.Reading is not null && now.Token == place.ReadFor.Token)
            return true;
        if (now == place.ReadFor || clock.Now < place.ReadAtNs)
            return false;
        (place.ReadFor, place.Reading, place.Count) = (now, null, 0);
        if (now.Number != 0)
            return true;
        // It has left the mesh: what is known is of the past.
        (place.Leads, place.Version) = (null, labels.Version - 1);
        return false;
    }

    // One page: requests that wait, and other slaves, come before the next one. What cannot be read is read after the next change.
    private IEnumerable<MachineCall> ReadPage(Machine machine, Place place, Dictionary<string, string> leads)
    {
        var call = new MachineCall(machine, MachineRequests.Leads, $"{place.Count}");
        yield return call;
        if (place.Reading != leads)
            yield break;
        place.ReadAtNs = clock.Now + ReadNs;
        string[] words = call.Words;
        int total = 0;
        bool isPage = call.Status == RequestStatus.Done && words.Length % 2 != 0
            && int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out total);
        for (int index = 1; index < words.Length && isPage; index += 2)
            leads[words[index]] = PlainText.Clean(words[index + 1]);
        place.Count += words.Length / 2;
        bool hasMore = isPage && place.Count < Math.Min(total, MostLeads);
        if (hasMore && words.Length > 1)
            yield break;
        place.Reading = null;
        if (isPage && !hasMore)
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

        // The pages of a list so far, and how many entries these had; null: none is read.
        public Dictionary<string, string>? Reading { get; set; }

        public int Count { get; set; }

        public long ReadAtNs { get; set; }

        public (uint Token, ushort Number) ReadFor { get; set; }
    }
}
