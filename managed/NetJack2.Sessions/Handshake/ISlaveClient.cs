// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Links;
using NetJack2.Protocol.Session;
using NetJack2.Statistics;

namespace NetJack2.Sessions.Handshake;

/// <summary>The JACK client that stands for a slave on the master. It outlives sessions, and with it its ports and connections.</summary>
/// <remarks>Control thread. Disposing of it closes the client.</remarks>
public interface ISlaveClient : IDisposable
{
    /// <summary>The client's name as JACK has it, which may differ from the one that was requested.</summary>
    string Name { get; }

    /// <summary>Number of ports of the client.</summary>
    int PortCount { get; }

    /// <summary>Xruns of the server since the client was opened.</summary>
    long Xruns { get; }

    /// <summary>Fills in how many exceptions the client's callbacks had. Allocates nothing.</summary>
    void DescribeFaults(ref SessionCounters counters);

    /// <summary>Registers and unregisters ports until the client has those of a session. False where JACK refuses.</summary>
    bool TryPrepare(SessionParameters session);

    /// <summary>Publishes the latencies of a session whose latency has changed; nothing else has.</summary>
    /// <returns>False where the server is busy: it is to be tried again.</returns>
    bool TryPublishLatencies(SessionParameters session);

    /// <summary>Runs a session in the client's cycles.</summary>
    void Run(MasterLink link);

    /// <summary>Passes on to JACK what a slave's timebase master asks for, which no cycle may do. Call it several times a second.</summary>
    void PollTimebase(MasterLink link);

    /// <summary>Gives its ports names for people.</summary>
    /// <param name="names">By the ports' short names. Others have none.</param>
    void NamePorts(IReadOnlyDictionary<string, PortNames> names);

    /// <summary>Takes the session out of the client's cycles, which play silence from now on. Returns when no cycle uses it.</summary>
    void Idle();
}
