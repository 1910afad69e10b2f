// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetJack2.Interop;
using NetJack2.JackProbe.Jack;
using Api = NetJack2.Interop.Jack;

namespace NetJack2.JackProbe.Transport;

/// <summary>A slow-sync client: it needs a given time to become ready after each start or locate.</summary>
internal sealed unsafe class SlowClient : IDisposable
{
    private readonly JackClient _client;
    private readonly TimeSpan _time;
    private GCHandle _self;
    private uint _frame;
    private long _since;
    private bool _isStarting;

    public SlowClient(JackClient client, TimeSpan time)
    {
        _client = client;
        _time = time;
        _self = GCHandle.Alloc(this);
        _ = Api.jack_set_sync_callback(client.Handle, &IsReady, (void*)GCHandle.ToIntPtr(_self));
    }

    public void Dispose()
    {
        _ = Api.jack_set_sync_callback(_client.Handle, null, null);
        Thread.Sleep(50); // the cycle that may still call
        _self.Free();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int IsReady(jack_transport_state_t state, jack_position_t* position, void* argument)
    {
        var self = Unsafe.As<SlowClient>(GCHandle.FromIntPtr((nint)argument).Target!);
        if (state != jack_transport_state_t.JackTransportStarting)
        {
            self._isStarting = false;
            return 1;
        }

        if (!self._isStarting || self._frame != position->frame) self._since = Stopwatch.GetTimestamp();
        self._isStarting = true;
        self._frame = position->frame;
        if (Stopwatch.GetElapsedTime(self._since) < self._time) return 0;
        self._isStarting = false;
        return 1;
    }
}
