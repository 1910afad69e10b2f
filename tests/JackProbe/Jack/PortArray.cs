// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Interop;
using Api = NetJack2.Interop.Jack;

namespace NetJack2.JackProbe.Jack;

/// <summary>Audio ports <c>PREFIX1…PREFIXn</c> of a client.</summary>
internal sealed unsafe class PortArray
{
    private readonly JackClient _client;
    private readonly nint[] _ports;

    public PortArray(JackClient client, string prefix, int count, JackPortFlags direction)
    {
        _client = client;
        _ports = new nint[count];
        for (int i = 0; i < count; i++) _ports[i] = (nint)client.RegisterAudio($"{prefix}{i + 1}", direction);
    }

    public int Count => _ports.Length;

    /// <summary>JACK's frame time of this cycle: the same for all clients of the server.</summary>
    public uint CycleTime => Api.jack_last_frame_time(_client.Handle);

    public jack_port_t* this[int index] => (jack_port_t*)_ports[index];

    /// <summary>The samples of a port in this cycle.</summary>
    public Span<float> Buffer(int index, uint frames) => new(Api.jack_port_get_buffer(this[index], frames), (int)frames);
}
