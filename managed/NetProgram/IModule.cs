// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Logging;
using NetJack2.Interop;
using NetJack2.Statistics;

namespace NetJack2.NetProgram;

/// <summary>A module of jackd that runs in a client of any JACK server. Main thread.</summary>
internal unsafe interface IModule
{
    /// <summary>The command of netjack2 that starts it: "master" or "join".</summary>
    string Command { get; }

    /// <summary>The prefix of its log lines, in UTF-8 with a NUL, and the name of its client unless the user chooses another.</summary>
    ReadOnlySpan<byte> Name { get; }

    /// <summary>The kind of module in its page of statistics, of which it is the owner.</summary>
    ModuleKind Kind { get; }

    /// <summary>Whether the module's own server determines the period of its sessions; otherwise the master does.</summary>
    bool SetsPeriod { get; }

    /// <summary>Reads the command line.</summary>
    /// <param name="words">The words, each with a NUL.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="program">The options that are not the module's.</param>
    /// <returns>0: success; 1: the help was printed; below 0: the reason for rejection was printed.</returns>
    int ReadOptions(byte* words, uint count, nj_program_options* program);

    /// <summary>Starts the module in a client. Returns whether that has succeeded.</summary>
    /// <param name="client">A client that is open, of whose callbacks only that of the server's end is set.</param>
    /// <param name="log">Receives the reason where it does not start.</param>
    bool TryStart(jack_client_t* client, JackLog log);

    /// <summary>Ends what has been started, and the client: peers are informed, and ports removed.</summary>
    void Stop(jack_client_t* client);
}
