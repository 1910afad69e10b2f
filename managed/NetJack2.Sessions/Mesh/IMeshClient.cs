// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Mesh;
using NetJack2.Protocol.Mesh;
using NetJack2.Statistics;

namespace NetJack2.Sessions.Mesh;

/// <summary>The JACK client that stands for another computer of the mesh. It outlives links, and with it its ports and connections.
/// </summary>
/// <remarks>Control thread. Disposing of it closes the client.</remarks>
public interface IMeshClient : IDisposable
{
    /// <summary>The client's name as JACK has it, which may differ from the one that was requested.</summary>
    string Name { get; }

    /// <summary>Number of ports of the client.</summary>
    int PortCount { get; }

    /// <summary>Xruns of the server since the client was opened.</summary>
    long Xruns { get; }

    /// <summary>Fills in how many exceptions the client's callbacks had. Allocates nothing.</summary>
    void DescribeFaults(ref SessionCounters counters);

    /// <summary>Gives it its ports, and publishes their latency.</summary>
    /// <param name="here">How many; those that the peer has no counterpart for are silent.</param>
    /// <param name="latencyFrames">Of audio ports.</param>
    /// <param name="midiLatencyFrames">Of MIDI ports.</param>
    bool TryPrepare(in MeshEnd here, int latencyFrames, int midiLatencyFrames);

    /// <summary>Runs a link in the client's cycles.</summary>
    void Run(MeshLink link);

    /// <summary>Takes the link out of the client's cycles, which play silence from now on. Returns when no cycle uses it.</summary>
    void Idle();
}
