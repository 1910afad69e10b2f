// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Timelines;
using NetJack2.Interop;
using NetJack2.Link.Timelines;
using NetJack2.Protocol.Transport;
using NetJack2.RealTime;

namespace NetJack2.NetDriver;

/// <summary>The transport of the driver's server, in the driver's thread.</summary>
internal sealed unsafe class DriverTransport(void* host) : ISlaveTransport
{
    private readonly void* _host = host;

    [RealTimeSafe]
    public void Acquire(out SlaveTransportView view)
    {
        nj_transport transport;
        jack_position_t position;
        jack_position_t request;
        NetJack2Native.nj_host_take_transport(_host, &transport, &position, &request);
        view = default;
        view.State = (TransportState)transport.state;
        view.IsReady = transport.ready != 0;
        view.Command = (TransportCommand)transport.command;
        view.IsLocated = transport.located != 0;
        view.Timebase = transport.timebase;
        view.IsConditional = transport.conditional != 0;
        view.Position = JackPosition.Read(position);
        view.Request = view.IsLocated ? JackPosition.Read(request) : default;
    }

    [RealTimeSafe]
    public void Put(TransportState state, bool isLocated, TransportPosition position)
    {
        jack_position_t place = default;
        JackPosition.Write(ref place, position);
        NetJack2Native.nj_host_put_transport(_host, (uint)state, isLocated ? 1u : 0u, &place);
    }

    [RealTimeSafe]
    public void DropTimebase() => NetJack2Native.nj_host_drop_timebase(_host);

    [RealTimeSafe]
    public void Release() => NetJack2Native.nj_host_release_transport(_host);
}
