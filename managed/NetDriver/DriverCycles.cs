// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Interop;
using NetJack2.Link.Takes;
using NetJack2.Protocol.Transport;
using NetJack2.RealTime;

namespace NetJack2.NetDriver;

/// <summary>The cycles of the driver's server, in the driver's thread.</summary>
internal sealed unsafe class DriverCycles(void* host) : IServerCycles
{
    private readonly void* _host = host;

    [RealTimeSafe]
    public void ReadCycle(out ServerCycle cycle)
    {
        nj_server_cycle last;
        NetJack2Native.nj_host_last_cycle(_host, &last);
        cycle = new ServerCycle((TransportState)last.state, last.frame, (int)last.period, (int)last.sample_rate, last.xruns);
    }
}
