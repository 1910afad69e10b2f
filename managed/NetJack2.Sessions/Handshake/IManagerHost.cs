// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Coding;
using NetJack2.Link.Datagrams;
using NetJack2.Link.Links;
using NetJack2.Protocol.Extension;
using NetJack2.Sessions.Coding;

namespace NetJack2.Sessions.Handshake;

/// <summary>The JACK server and the network, as a manager needs them. Control thread.</summary>
public interface IManagerHost
{
    /// <summary>The server's sample rate in Hz.</summary>
    int SampleRate { get; }

    /// <summary>The server's period: frames per cycle.</summary>
    int Period { get; }

    /// <summary>Whether the server runs without a clock. What becomes of its graph meanwhile is undone afterwards:
    /// clients and ports that come or go are lost.</summary>
    bool IsFreewheeling { get; }

    /// <summary>DSP load of the server in hundredths of a percent; -1: not known.</summary>
    int Load { get; }

    /// <summary>Host name of this computer, which slaves receive.</summary>
    string HostName { get; }

    /// <summary>The number of this JACK server, which all its modules have and no other server has.</summary>
    ulong ServerId { get; }

    /// <summary>The extensions of jack2's protocol that sessions may use.</summary>
    Capabilities Capabilities { get; }

    /// <summary>How many physical ports the server has, for slaves that ask for as many: never more than the protocol's 255.</summary>
    PhysicalPorts CountPhysicalPorts();

    /// <summary>Returns the number of ports of the server, and how many are in use.</summary>
    ServerPorts CountPorts();

    /// <summary>The codecs that this host has.</summary>
    ICodecLibrary Codecs { get; }

    /// <summary>Opens a socket that is connected to a peer; null where the system refuses.</summary>
    /// <param name="peer">The peer.</param>
    /// <param name="fromManagerPort">Whether it sends from the port on which the manager listens, and receives there the packets of the
    /// peer, instead of any port: a firewall or a NAT in front of the peer expects answers from where its announcement went.</param>
    IHandshakeSocket? Connect(PeerAddress peer, bool fromManagerPort);

    /// <summary>Sends a datagram from the port on which the manager listens; it is lost where the system refuses.</summary>
    void Answer(ReadOnlySpan<byte> datagram, PeerAddress peer);

    /// <summary>Whether an address is one of this host's own.</summary>
    bool IsOwnAddress(PeerAddress address);

    /// <summary>Opens a JACK client that stands for a slave; null where JACK refuses.</summary>
    /// <param name="name">The slave's name.</param>
    /// <param name="hostName">The name of its computer; empty where it sends none.</param>
    /// <param name="peer">Where it is.</param>
    ISlaveClient? CreateClient(string name, string hostName, PeerAddress peer);

    /// <summary>From now on requests for lost packets that come from there are answered as soon as they come, until the result is
    /// disposed of. Null where the system refuses: the cycles answer them.</summary>
    /// <param name="link">The master's end of the session.</param>
    /// <param name="socket">The session's socket.</param>
    /// <param name="source">The address and port that the requests come from.</param>
    IDisposable? AnswerRequests(MasterLink link, IHandshakeSocket socket, PeerAddress source);

    /// <summary>Creates the master's end of a session.</summary>
    /// <param name="coding">The session, and how it is coded.</param>
    /// <param name="socket">Its socket, which is connected to the slave.</param>
    /// <param name="mostBytes">The most bytes that its packets may use.</param>
    /// <exception cref="MemoryBudgetException">They would use more, or the module has no more; nothing was allocated.</exception>
    MasterLink CreateLink(PreparedCoding coding, IHandshakeSocket socket, long mostBytes);
}
