// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Coding;
using NetJack2.Link.Datagrams;
using NetJack2.Link.Mesh;
using NetJack2.Sessions.Coding;
using NetJack2.Sessions.Handshake;

namespace NetJack2.Sessions.Mesh;

/// <summary>The JACK server and the network, as a member of a mesh needs them. Control thread.</summary>
public interface IMeshHost
{
    /// <summary>The server's sample rate in Hz.</summary>
    int SampleRate { get; }

    /// <summary>The server's period: frames per cycle.</summary>
    int Period { get; }

    /// <summary>Whether the server runs without a clock: clients that come or go meanwhile are lost.</summary>
    bool IsFreewheeling { get; }

    /// <summary>DSP load of the server in hundredths of a percent; -1: not known.</summary>
    int Load { get; }

    /// <summary>Returns the number of ports of the server, and how many are in use.</summary>
    ServerPorts CountPorts();

    /// <summary>The codecs that this host has.</summary>
    ICodecLibrary Codecs { get; }

    /// <summary>The session of this server's net driver, if there is one whose master numbers its cycles for the mesh.</summary>
    bool TryFindSession(out MeshSession session);

    /// <summary>Opens a socket to a peer, which has the port of the mesh; null where the system refuses.</summary>
    /// <param name="peer">The peer, or the manager.</param>
    /// <param name="isForCycles">Whether cycles travel through it; otherwise a few datagrams a second.</param>
    IHandshakeSocket? Connect(PeerAddress peer, bool isForCycles);

    /// <summary>Opens a JACK client that stands for another computer; null where JACK refuses.</summary>
    IMeshClient? CreateClient(string name);

    /// <summary>Creates this end of a link.</summary>
    MeshLink CreateLink(PreparedCoding coding, MeshPair pair, IHandshakeSocket socket);
}
