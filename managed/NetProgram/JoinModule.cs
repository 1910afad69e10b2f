// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Border;
using NetJack2.Host.Clients;
using NetJack2.Host.Logging;
using NetJack2.Interop;
using NetJack2.NetAdapter;
using NetJack2.Statistics;

namespace NetJack2.NetProgram;

/// <summary><c>netjack2 join</c>: netadapter, in whose client the ports are.</summary>
internal sealed unsafe class JoinModule : IModule
{
    private nj_net_adapter_options _options;
    private void* _adapter;

    public string Command => "join";

    public ReadOnlySpan<byte> Name => "netadapter\0"u8;

    public ModuleKind Kind => ModuleKind.NetAdapter;

    public bool SetsPeriod => false;

    public int ReadOptions(byte* words, uint count, nj_program_options* program)
    {
        fixed (nj_net_adapter_options* options = &_options)
            return NetJack2Program.nj_program_join_options(words, count, program, options);
    }

    public bool TryStart(jack_client_t* client, JackLog log)
    {
        fixed (nj_net_adapter_options* options = &_options)
        fixed (void** adapter = &_adapter)
            return Guard.Open<jack_client_t, nj_net_adapter_options>(&NetworkAdapter.Start, client, options, adapter) == 0;
    }

    // As jackd does it: the client is closed before its module is.
    public void Stop(jack_client_t* client)
    {
        _ = Jack.jack_client_close(client);
        Guard.Close<ModuleClient>(_adapter);
    }
}
