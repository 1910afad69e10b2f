// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Coding;
using NetJack2.Link.Datagrams;
using NetJack2.Link.Links;
using NetJack2.Protocol.Session;

namespace NetJack2.Sessions.Handshake;

/// <summary>The JACK server and the network, as a slave needs them. Control thread.</summary>
public interface ISlaveHost
{
    /// <summary>Host name of this computer, which the master receives.</summary>
    string HostName { get; }

    /// <summary>The number of this JACK server, which all its modules have and no other server has.</summary>
    ulong ServerId { get; }

    /// <summary>The codecs that this host has.</summary>
    ICodecLibrary Codecs { get; }

    /// <summary>DSP load of the server in hundredths of a percent; -1: not known.</summary>
    int Load { get; }

    /// <summary>Creates the sockets from which the slave announces itself; they are not open yet.</summary>
    IAnnouncer CreateAnnouncer();

    /// <summary>Opens a further socket that is connected to the master; null where the system refuses.</summary>
    IHandshakeSocket? Connect(PeerAddress master);

    /// <summary>Sets the server to a session's period, rate, ports and latencies. False where it cannot have them.</summary>
    bool TryConfigure(SessionParameters session);

    /// <summary>Publishes the latencies of a session whose latency has changed; nothing else has.</summary>
    /// <returns>False where the server is busy: it is to be tried again.</returns>
    bool TryPublishLatencies(SessionParameters session);

    /// <summary>By what other modules of this server join the mesh of the master; null: there is no session that could.</summary>
    void Publish(MeshSession? session)
    {
    }

    /// <summary>The slave asks for this request again: the one that <see cref="MasterSearch.Change"/> has set leads to no session.
    /// </summary>
    void Restore(SlaveRequest request)
    {
    }

    /// <summary>Runs this link in the cycles, or none; no cycle uses the previous one any more when this returns.</summary>
    void Run(SlaveLink? link);
}
