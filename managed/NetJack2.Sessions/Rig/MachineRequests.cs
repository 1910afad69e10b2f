// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using System.Text;
using NetJack2.Protocol.Mesh;
using NetJack2.Protocol.Session;

namespace NetJack2.Sessions.Rig;

/// <summary>What the manager asks of a machine, done in the machine's own JACK server: docs/protocol-extension.md, "Requests".</summary>
/// <remarks>Control thread. It connects ports with those that lead to other machines, sets options of the session, and nothing else.
/// </remarks>
/// <param name="server">Its ports.</param>
/// <param name="channels">Those that lead to other machines.</param>
/// <param name="session">Its session with the master; null: it is the master.</param>
public sealed class MachineRequests(IPortServer server, IChannelNames channels, ISessionOptions? session = null)
{
    private readonly GraphWatch _watch = new(server);
    private readonly JoinedPorts _joined = new(server);

    /// <summary>The words of a request for a list of ports, from a number on.</summary>
    internal const string List = "list";

    /// <summary>The words of a request for a port's type, and what is connected to the ports that lead to a peer: the port, the peer, the
    /// port's direction.</summary>
    internal const string Look = "look";

    /// <summary>The words of a request to connect a port: as for <see cref="Look"/>, and the number of the port that leads to the peer.
    /// </summary>
    internal const string Join = "join";

    /// <summary>The words of a request that undoes <see cref="Join"/>.</summary>
    internal const string Part = "part";

    /// <summary>The words of a request for what the ports that lead to the master, and come from it, are connected to: from which number.
    /// </summary>
    internal const string Leads = "leads";

    /// <summary>The words of a request for a machine's version and the other slaves that it knows: from which number.</summary>
    internal const string Links = "links";

    /// <summary>The words of a request to set options of the session: for each its letter and its value.</summary>
    internal const string Set = "set";

    /// <summary>Bytes of JACK's longest name of a port, without the NUL.</summary>
    internal const int LongestPort = 319;

    /// <summary>How the reason ends where a port has the wrong direction, which no waiting changes.</summary>
    internal const string WrongDirection = ": a patch goes from an output to an input";

    private const string Freewheels = "its server freewheels; try again when that has ended";

    /// <summary>Does a request, and writes the words of its reply.</summary>
    /// <param name="request">The request's words.</param>
    /// <param name="reply">Where the words of the reply go.</param>
    public RequestStatus Do(ReadOnlySpan<byte> request, ref WordWriter reply)
    {
        string[] words = RequestWords.Read(request);
        switch (words)
        {
            case [List, var from] when int.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out int first):
                server.List(first, ref reply);
                return RequestStatus.Done;
            case [Leads or Links, var from] when int.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out int first):
                Write(words[0] is Leads ? FindLeads() : FindLinks(), first, ref reply);
                return RequestStatus.Done;
            case [Look, var port, var peer, RequestWords.Out or RequestWords.In]:
                // So a port that is connected now is known, and missed if it is removed before the next regular check.
                _ = ReadGraph();
                return LookAt(port, peer, IsSource(words[3]), ref reply);
            case [Join or Part, var port, var peer, RequestWords.Out or RequestWords.In, var number]
                when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int channel)
                    && channel is >= 1 and <= SessionValidator.MaxChannels:
                return Change(port, peer, IsSource(words[3]), channel, words[0] is Join, ref reply);
            case [Set, _, _, ..] when session is not null && words.Length % 2 == 1:
                string problem = server.IsFreewheeling ? Freewheels : session.Change(request[(Set.Length + 1)..]);
                return problem.Length == 0 ? RequestStatus.Done : Refuse(problem, ref reply);
            default:
                return Refuse($"its netjack2 {RequestWords.NotKnown}", ref reply);
        }
    }

    /// <summary>Refuses a request.</summary>
    /// <param name="reason">A clause in English.</param>
    /// <param name="reply">Where it goes.</param>
    internal static RequestStatus Refuse(string reason, ref WordWriter reply)
    {
        reply.Add(reason);
        _ = reply.TryEnd();
        return RequestStatus.Refused;
    }

    /// <summary>The present <see cref="GraphNumber"/> of the server.</summary>
    internal uint ReadGraph()
    {
        uint number = _watch.Read();
        _joined.Update(GraphNumber.Ports(number));
        return number;
    }

    /// <summary>Whether the server has a port of this full name.</summary>
    internal bool Has(string port) => server.Find(port) is not null;

    private static void Write(List<(string First, string Second)> entries, int first, ref WordWriter reply)
    {
        reply.Add(entries.Count);
        bool hasRoom = reply.TryEnd();
        for (int index = first; index < entries.Count && hasRoom; index++)
        {
            reply.Add(entries[index].First);
            reply.Add(entries[index].Second);
            hasRoom = reply.TryEnd();
        }
    }

    // First what is no peer: the version.
    private List<(string Peer, string State)> FindLinks() =>
        [("", ProductVersion.Text), .. channels.Links.Select(link => (link.Peer, link.IsReceived switch
        {
            true => RequestWords.Arrives,
            false => RequestWords.Silent,
            null => RequestWords.NoLink,
        }))];

    // By the names of the ports at the other end. A signal that goes there comes from this machine.
    private List<(string Port, string Other)> FindLeads()
    {
        var leads = new List<(string Port, string Other)>();
        foreach (bool isMidi in (ReadOnlySpan<bool>)[false, true])
        {
            foreach (bool isToMaster in (ReadOnlySpan<bool>)[true, false])
            {
                if (channels.PrefixOf("", isToMaster, isMidi) is not { } prefix)
                    continue;
                for (int number = 1; number <= SessionValidator.MaxChannels && server.Find(NameOf(prefix, number)) is { } port; number++)
                {
                    if (port.Connection is { } other)
                        leads.Add((SlavePort.Name(!isToMaster, isMidi, number), other));
                }
            }
        }
        return leads;
    }

    private static bool IsSource(string direction) => direction is RequestWords.Out;

    private RequestStatus LookAt(string port, string peer, bool isSource, ref WordWriter reply)
    {
        if (!TryFind(port, isSource, out PortFacts facts, ref reply, out RequestStatus status))
            return status;
        if (channels.PrefixOf(peer, isSource, facts.IsMidi) is not { } prefix)
            return Refuse("it has no ports for the other machine yet", ref reply);
        Span<byte> free = stackalloc byte[SessionValidator.MaxChannels];
        int count = 0;
        while (count < free.Length && server.Find(NameOf(prefix, count + 1)) is { } channel)
        {
            string name = NameOf(prefix, count + 1);
            (string source, string destination) = Ends(port, name, isSource);
            free[count++] = (byte)(channel.IsFree
                ? _joined.HasLost(name, port) ? ChannelState.Lost : ChannelState.Free
                : server.IsConnected(source, destination) ? ChannelState.Joined : ChannelState.Taken);
        }
        reply.Add(facts.IsMidi ? RequestWords.Midi : RequestWords.Audio);
        reply.Add(free[..count]);
        _ = reply.TryEnd();
        return RequestStatus.Done;
    }

    private RequestStatus Change(string port, string peer, bool isSource, int number, bool isJoin, ref WordWriter reply)
    {
        if (server.IsFreewheeling)
            return Refuse(Freewheels, ref reply);
        if (!TryFind(port, isSource, out PortFacts facts, ref reply, out RequestStatus status))
            return status;
        if (channels.PrefixOf(peer, isSource, facts.IsMidi) is not { } prefix || server.Find(NameOf(prefix, number)) is null)
        {
            // With the port its connections have gone.
            return isJoin ? Refuse("it has no port for the other machine with this number now", ref reply) : RequestStatus.Done;
        }
        string channel = NameOf(prefix, number);
        (string source, string destination) = Ends(port, channel, isSource);
        if (!(isJoin ? server.TryConnect(source, destination) : server.TryDisconnect(source, destination)))
            return Refuse($"its JACK server refuses to {(isJoin ? "connect" : "disconnect")} '{source}' and '{destination}'", ref reply);
        if (isJoin)
            _joined.Add(channel, port);
        else
            _joined.Remove(channel);
        reply.Add(channel);
        _ = reply.TryEnd();
        return RequestStatus.Done;
    }

    private bool TryFind(string port, bool isSource, out PortFacts facts, ref WordWriter reply, out RequestStatus status)
    {
        facts = default;
        status = RequestStatus.UnknownPort;
        if (port.Length == 0 || Encoding.UTF8.GetByteCount(port) > LongestPort || server.Find(port) is not { } found)
        {
            _ = reply.TryEnd();
            return false;
        }
        facts = found;
        if (facts.IsSource == isSource)
            return true;
        status = Refuse($"'{port}' is {(facts.IsSource ? "an output" : "an input")}{WrongDirection}", ref reply);
        return false;
    }

    private static (string Source, string Destination) Ends(string port, string channel, bool isSource) =>
        isSource ? (port, channel) : (channel, port);

    private static string NameOf(string prefix, int number) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{number}");
}
