using NetJack2.Protocol;

namespace NetJack2.Engine;

/// <summary>What a slave needs of its JACK server and the network. Control thread.</summary>
public interface ISlaveHost
{
    /// <summary>This host's name.</summary>
    string HostName { get; }

    /// <summary>The codecs that this host has.</summary>
    ICodecLibrary Codecs { get; }

    /// <summary>A socket from which the slave can announce itself, or nothing, after a line in the log, where the system refuses.</summary>
    IHandshakeSocket? OpenSocket();

    /// <summary>Gives the server the form of a session: period, rate, ports, latencies.</summary>
    bool TryConfigure(SessionParameters session);

    /// <summary>The cycles use this link from now on; none of them uses the one before any more when this returns.</summary>
    void Run(SlaveLink? link);
}
