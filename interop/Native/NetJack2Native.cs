// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;

namespace NetJack2.Interop;

/// <summary>Functions that <c>native/</c> exports to <c>managed/</c>; declared in <c>native/include/netjack2/abi.h</c>.</summary>
public static unsafe partial class NetJack2Native
{
    /// <summary>Most ports of one kind in one direction.</summary>
    public const int NJ_MAX_PORTS = 255;

    /// <summary>The encoder of samples in single precision, as numbered on the wire.</summary>
    public const int NJ_ENCODER_FLOAT = 0;

    /// <summary>The encoder of samples of 16 bits, as numbered on the wire.</summary>
    public const int NJ_ENCODER_INT16 = 1;

    /// <summary>The encoder Opus, as numbered on the wire.</summary>
    public const int NJ_ENCODER_OPUS = 3;

    /// <summary>Prints a line in jackd's log. Thread-safe: yes. Realtime-safe: no.</summary>
    [DllImport("netjack2", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern void nj_log_info([NativeTypeName("const char *")] byte* line);

    /// <summary>Prints a line in jackd's log as an error. Thread-safe: yes. Realtime-safe: no.</summary>
    [DllImport("netjack2", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern void nj_log_error([NativeTypeName("const char *")] byte* line);

    /// <summary>Makes all clients of the server compute their latencies again. 0; −1: the engine is busy.</summary>
    /// <remarks>Any thread that is not JACK's. Realtime-safe: no.</remarks>
    [DllImport("netjack2", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern int nj_server_update_latencies();

    /// <summary>Connects two ports by their full names. 0: it was tried; −1: the engine is busy.</summary>
    /// <remarks>Adapters only; any thread that is not JACK's. Realtime-safe: no.</remarks>
    [DllImport("netjack2", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern int nj_server_connect(
        [NativeTypeName("const char *")] byte* source, [NativeTypeName("const char *")] byte* destination);

    /// <summary>1: the server freewheels; 0: it does not, or it never had real-time scheduling. Any thread. Realtime-safe: yes.</summary>
    [DllImport("netjack2", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern int nj_server_is_freewheeling();

    /// <summary>The DSP load of the server in hundredths of a percent; -1: unknown. Any thread. Realtime-safe: yes.</summary>
    [DllImport("netjack2", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern int nj_server_load();

    /// <summary>Waits until no client of the server is being closed, at most a second.</summary>
    /// <remarks>Netmanager and netmesh only, before a client is opened. Control thread. Realtime-safe: no.</remarks>
    [DllImport("netjack2", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern void nj_server_await_closes();

    /// <summary>1: the calling thread holds the engine's lock. Netmanager and netmesh only. Realtime-safe: yes.</summary>
    [DllImport("netjack2", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern int nj_server_is_locked_here();

    /// <summary>Another manager may be loaded: everything of the one that ended is closed. Any thread.</summary>
    [DllImport("netjack2", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern void nj_manager_closed();

    /// <summary>Another mesh may be loaded: everything of the one that ended is closed. Any thread.</summary>
    [DllImport("netjack2", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern void nj_mesh_closed();

    /// <summary>Sets the session that the net driver reports to netmesh. Net driver only. Control thread. Realtime-safe: no.</summary>
    [DllImport("netjack2", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern void nj_host_set_mesh_session(
        void* host, [NativeTypeName("const nj_mesh_session *")] nj_mesh_session* session);

    /// <summary>Sets the common number of the cycle that has begun. Net driver only. Driver thread. Realtime-safe: yes.</summary>
    [DllImport("netjack2", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern void nj_host_set_mesh_cycle(void* host, [NativeTypeName("uint32_t")] uint cycle);

    /// <summary>Asks the net driver of this server for its session. 1; 0: there is none of netjack2-cs.</summary>
    /// <remarks>Netmesh only. Control thread. Realtime-safe: no.</remarks>
    [DllImport("netjack2", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern int nj_mesh_find_session(nj_mesh_session* session);

    /// <summary>The common number of the server's present cycle; 0xFFFFFFFF: there is none.</summary>
    /// <remarks>Netmesh only, after <see cref="nj_mesh_find_session"/> has returned 1. Any thread. Realtime-safe: yes.</remarks>
    [DllImport("netjack2", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    [return: NativeTypeName("uint32_t")]
    public static extern uint nj_mesh_find_cycle();

    /// <summary>Sets options of the net driver of this server: letters and values, each word with a NUL behind it. 1; 0: the problem has
    /// the reason.</summary>
    /// <remarks>Netmesh only. Control thread. Realtime-safe: no.</remarks>
    [DllImport("netjack2", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern int nj_mesh_set_session(
        [NativeTypeName("const char *")] byte* words, [NativeTypeName("uint32_t")] uint length, [NativeTypeName("char *")] byte* problem,
        [NativeTypeName("uint32_t")] uint size);

    /// <summary>The options that netmesh has set, once. 1; 0: none. Net driver only. Control thread. Realtime-safe: no.</summary>
    [DllImport("netjack2", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern int nj_host_take_settings(void* host, nj_slave_options* options);

    /// <summary>Sets what netmesh changes to what the driver has again. Net driver only. Control thread. Realtime-safe: no.</summary>
    [DllImport("netjack2", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern void nj_host_put_settings(
        void* host, [NativeTypeName("const nj_slave_options *")] nj_slave_options* options);

    /// <summary>A port of a client has been registered. Netmanager and netmesh only. Control thread. Realtime-safe: no.</summary>
    [DllImport("netjack2", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern void nj_port_registered(
        jack_client_t* client, jack_port_t* port, [NativeTypeName("const char *")] byte* name, [NativeTypeName("int32_t")] int order);

    /// <summary>The most ports that the server can have; 0: unknown. Netmanager and netmesh only. Any thread. Realtime-safe: yes.</summary>
    [DllImport("netjack2", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    [return: NativeTypeName("int32_t")]
    public static extern int nj_server_port_max();

    /// <summary>Reconfigures the driver. Control thread. 0, or −1 after logging why. Realtime-safe: no.</summary>
    [DllImport("netjack2", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern int nj_host_configure(
        void* host, [NativeTypeName("const nj_driver_configuration *")] nj_driver_configuration* configuration);

    /// <summary>Publishes the latencies of a configuration, and nothing else of it. Control thread. 0, or −1 if the server is too busy.
    /// Realtime-safe: no.</summary>
    [DllImport("netjack2", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern int nj_host_set_latencies(
        void* host, [NativeTypeName("const nj_driver_configuration *")] nj_driver_configuration* configuration);

    /// <summary>The audio buffer of a capture port for this cycle. Driver thread, within a cycle. Realtime-safe: yes.</summary>
    [DllImport("netjack2", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern float* nj_host_capture_audio(void* host, [NativeTypeName("uint32_t")] uint index);

    /// <summary>The audio buffer of a playback port for this cycle. Driver thread, within a cycle. Realtime-safe: yes.</summary>
    [DllImport("netjack2", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern float* nj_host_playback_audio(void* host, [NativeTypeName("uint32_t")] uint index);

    /// <summary>The JACK MIDI buffer of a capture port for this cycle. Driver thread, within a cycle. Realtime-safe: yes.</summary>
    [DllImport("netjack2", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern void* nj_host_capture_midi(void* host, [NativeTypeName("uint32_t")] uint index);

    /// <summary>The JACK MIDI buffer of a playback port for this cycle. Driver thread, within a cycle. Realtime-safe: yes.</summary>
    [DllImport("netjack2", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern void* nj_host_playback_midi(void* host, [NativeTypeName("uint32_t")] uint index);

    /// <summary>How many connections a capture audio port has. Any thread. Realtime-safe: yes.</summary>
    [DllImport("netjack2", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    [return: NativeTypeName("uint32_t")]
    public static extern uint nj_host_capture_connections(void* host, [NativeTypeName("uint32_t")] uint index);

    /// <summary>How many connections a playback audio port has. Any thread. Realtime-safe: yes.</summary>
    [DllImport("netjack2", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    [return: NativeTypeName("uint32_t")]
    public static extern uint nj_host_playback_connections(void* host, [NativeTypeName("uint32_t")] uint index);

    /// <summary>Takes over the server's transport. Driver thread, before the graph runs. Realtime-safe: yes.</summary>
    [DllImport("netjack2", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern void nj_host_take_transport(
        void* host,
        nj_transport* transport,
        [NativeTypeName("jack_position_t *")] jack_position_t* position,
        [NativeTypeName("jack_position_t *")] jack_position_t* request);

    /// <summary>Sets what clients see in the cycle that begins. Driver thread, before the graph runs. Realtime-safe: yes.</summary>
    [DllImport("netjack2", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern void nj_host_put_transport(
        void* host,
        [NativeTypeName("uint32_t")] uint state,
        [NativeTypeName("uint32_t")] uint located,
        [NativeTypeName("const jack_position_t *")] jack_position_t* position);

    /// <summary>Removes the server's timebase master. Driver thread. Realtime-safe: yes.</summary>
    [DllImport("netjack2", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern void nj_host_drop_timebase(void* host);

    /// <summary>Reports the last cycle of the server. Driver thread, before the next is decided. Realtime-safe: yes.</summary>
    [DllImport("netjack2", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern void nj_host_last_cycle(void* host, nj_server_cycle* cycle);

    /// <summary>Returns the transport to the server. Driver thread. Realtime-safe: yes.</summary>
    [DllImport("netjack2", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern void nj_host_release_transport(void* host);

    /// <summary>How often ports or connections of the server have changed so far. Any thread. Realtime-safe: yes.</summary>
    [DllImport("netjack2", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    [return: NativeTypeName("uint32_t")]
    public static extern uint nj_host_graph_changes(void* host);

    /// <summary>Reports the driver's connections: how many there are; −1: ask again later. Control thread. Realtime-safe: no.</summary>
    [DllImport("netjack2", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    [return: NativeTypeName("int32_t")]
    public static extern int nj_host_connections(
        void* host, [NativeTypeName("nj_connection *")] nj_connection* connections, [NativeTypeName("uint32_t")] uint size);

    /// <summary>Reports the ports that have gone, each of them once. Control thread, after the connections. Realtime-safe: no.</summary>
    [DllImport("netjack2", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    [return: NativeTypeName("uint32_t")]
    public static extern uint nj_host_gone_ports(void* host, [NativeTypeName("uint32_t *")] uint* ports,
        [NativeTypeName("uint32_t")] uint size);

    /// <summary>The id of the port with this full name, 0 if there is none. Control thread. Realtime-safe: no.</summary>
    [DllImport("netjack2", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    [return: NativeTypeName("uint32_t")]
    public static extern uint nj_host_port(void* host, [NativeTypeName("const char *")] byte* name);

    /// <summary>Connects two ports. Control thread. Realtime-safe: no.</summary>
    [DllImport("netjack2", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern int nj_host_connect(
        void* host, [NativeTypeName("const char *")] byte* source, [NativeTypeName("const char *")] byte* destination);
}
