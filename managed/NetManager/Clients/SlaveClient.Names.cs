// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text;
using NetJack2.Host.Logging;
using NetJack2.Interop;
using NetJack2.Sessions.Handshake;

namespace NetJack2.NetManager.Clients;

/// <content>Names of its ports for people. Control thread.</content>
public sealed unsafe partial class SlaveClient
{
    // Bytes of JACK's longest name of a port, without the NUL. JACK copies aliases without looking at their length.
    private const int LongestAlias = 319;

    private readonly Dictionary<nint, (string? Label, string First, string Second)> _given = [];

    private IReadOnlyDictionary<string, PortNames> _names = new Dictionary<string, PortNames>(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void NamePorts(IReadOnlyDictionary<string, PortNames> names)
    {
        _names = names;
        if (Client == null)
            return;
        GiveNames(Ports.ToPeer, 0, ToSlave, ToSlaveThere);
        GiveNames(Ports.FromPeer, 0, FromSlave, FromSlaveThere);
        GiveNames(Ports.MidiToPeer, 0, Midi + ToSlave, Midi + ToSlaveThere);
        GiveNames(Ports.MidiFromPeer, 0, Midi + FromSlave, Midi + FromSlaveThere);
    }

    // JACK gives the number of a port that was unregistered to another one, which has no alias.
    private void NameNew(nint[] ports, int first, string prefix, string there)
    {
        foreach (nint port in ports.AsSpan(Math.Min(first, ports.Length)))
            _ = _given.Remove(port);
        GiveNames(ports, first, prefix, there);
    }

    private void GiveNames(nint[] ports, int first, string prefix, string there)
    {
        for (int index = first; index < ports.Length; index++)
        {
            PortNames names = _names.GetValueOrDefault($"{prefix}{index + 1}");
            GiveNames((jack_port_t*)ports[index], prefix, names.Label ?? $"{there}{index + 1}", names.Lead, index + 1);
        }
    }

    // What goes into to_slave_1 comes out of capture_1 on the slave: its names for people show that, unless a user has labelled it, and the
    // first alias names the computer. The second one is the port that it leads to there.
    private void GiveNames(jack_port_t* port, string prefix, string label, string? lead, int order)
    {
        (string? Label, string First, string Second) wanted = (label, AliasOf(label), lead is null ? "" : AliasOf(lead));
        (string? Label, string First, string Second) present = _given.GetValueOrDefault((nint)port);
        if (present == wanted)
            return;
        _given[(nint)port] = wanted;
        if (!string.Equals(present.Label, label, StringComparison.Ordinal))
        {
            string way = prefix.EndsWith(ToSlave, StringComparison.Ordinal) ? "to" : "from";
            fixed (byte* name = JackText.Encode($"{way} {Name}: {label}"))
                NetJack2Native.nj_port_registered(Client, port, name, order);
        }
        if ((present.First, present.Second) == (wanted.First, wanted.Second))
            return;
        // The first one that is set is the first one that is listed.
        Unset(port, present.First);
        Unset(port, present.Second);
        Set(port, wanted.First);
        Set(port, wanted.Second);
    }

    private string AliasOf(string text)
    {
        if (_hostName.Length == 0)
            return "";
        string alias = $"{Name}@{_hostName}:{text}";
        while (Encoding.UTF8.GetByteCount(alias) > LongestAlias)
            alias = alias[..^(char.IsLowSurrogate(alias[^1]) ? 2 : 1)];
        return alias;
    }

    private static void Set(jack_port_t* port, string? alias)
    {
        if (string.IsNullOrEmpty(alias))
            return;
        fixed (byte* text = JackText.Encode(alias))
            _ = Jack.jack_port_set_alias(port, (sbyte*)text);
    }

    private static void Unset(jack_port_t* port, string? alias)
    {
        if (string.IsNullOrEmpty(alias))
            return;
        fixed (byte* text = JackText.Encode(alias))
            _ = Jack.jack_port_unset_alias(port, (sbyte*)text);
    }
}
