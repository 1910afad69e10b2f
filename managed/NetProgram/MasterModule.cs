// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Border;
using NetJack2.Host.Logging;
using NetJack2.Interop;
using NetJack2.NetManager;
using NetJack2.Statistics;

namespace NetJack2.NetProgram;

/// <summary><c>netjack2 master</c>: netmanager, whose own client has no ports, and a client for each slave.</summary>
internal sealed unsafe class MasterModule : IModule
{
    private nj_manager_options _options;
    private void* _manager;

    public string Command => "master";

    public ReadOnlySpan<byte> Name => "netmanager\0"u8;

    public ModuleKind Kind => ModuleKind.NetManager;

    public bool SetsPeriod => true;

    public int ReadOptions(byte* words, uint count, nj_program_options* program)
    {
        fixed (nj_manager_options* options = &_options)
            return NetJack2Program.nj_program_master_options(words, count, program, options);
    }

    public bool TryStart(jack_client_t* client, JackLog log)
    {
        if (NetJack2Program.nj_program_watch(client) != 0)
        {
            log.Warn("The JACK server does not activate the client; see its log");
            return false;
        }
        fixed (nj_manager_options* options = &_options)
        fixed (void** manager = &_manager)
            return Guard.Open<jack_client_t, nj_manager_options>(&Manager.Start, client, options, manager) == 0;
    }

    // The manager reads of its client until it has ended.
    public void Stop(jack_client_t* client)
    {
        Guard.Close<Manager>(_manager);
        _ = Jack.jack_client_close(client);
    }
}
