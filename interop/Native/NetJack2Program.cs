// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;

namespace NetJack2.Interop;

/// <summary>Functions of <c>native/program</c> for <c>managed/NetProgram</c>: <c>native/include/netjack2/program.h</c>.</summary>
public static unsafe partial class NetJack2Program
{
    /// <summary>Result: the client is open.</summary>
    public const int NJ_OPENED = 0;

    /// <summary>Result: no server runs.</summary>
    public const int NJ_NO_SERVER = 1;

    /// <summary>Another client has the name.</summary>
    public const int NJ_NAME_IN_USE = 2;

    /// <summary>The server refuses the client.</summary>
    public const int NJ_NOT_OPENED = 3;

    /// <summary>The wait is over, and nothing has happened.</summary>
    public const int NJ_TIME_OVER = 0;

    /// <summary>Whether the process was asked to end.</summary>
    public const int NJ_STOPPED = 1;

    /// <summary>Result: the server has ended.</summary>
    public const int NJ_SERVER_ENDED = 2;

    /// <summary>Reads the options of <c>netjack2 master</c>. 0; 1: the help was printed; −1: the reason was. Realtime-safe: no.</summary>
    [DllImport("netjack2", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern int nj_program_master_options(
        [NativeTypeName("const char *")] byte* words, [NativeTypeName("uint32_t")] uint count, nj_program_options* program,
        nj_manager_options* options);

    /// <summary>Reads the options of <c>netjack2 join</c>. 0; 1: the help was printed; −1: the reason was. Realtime-safe: no.</summary>
    [DllImport("netjack2", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern int nj_program_join_options(
        [NativeTypeName("const char *")] byte* words, [NativeTypeName("uint32_t")] uint count, nj_program_options* program,
        nj_net_adapter_options* options);

    /// <summary>Prepares the process: signals and log. 0; −1 after logging why. Once. Realtime-safe: no.</summary>
    /// <param name="module">What log lines begin with; the text is not copied.</param>
    [DllImport("netjack2", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern int nj_program_begin([NativeTypeName("const char *")] byte* module);

    /// <summary>1: the JACK library of this process is PipeWire's; 0: it is not. Realtime-safe: no.</summary>
    [DllImport("netjack2", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern int nj_program_is_pipewire();

    /// <summary>Opens the client of this process, in a server that runs already. Realtime-safe: no.</summary>
    /// <returns>NJ_OPENED, NJ_NO_SERVER, NJ_NAME_IN_USE or NJ_NOT_OPENED, which is not logged.</returns>
    [DllImport("netjack2", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern int nj_program_open(
        [NativeTypeName("const char *")] byte* name, [NativeTypeName("int32_t")] int quantum, jack_client_t** client);

    /// <summary>Makes a client without ports receive notifications of period and freewheel. 0; −1. Realtime-safe: no.</summary>
    [DllImport("netjack2", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern int nj_program_watch(jack_client_t* client);

    /// <summary>Waits for the end of the process, of the server, or of the time. Main thread. Realtime-safe: no.</summary>
    /// <returns>NJ_TIME_OVER, NJ_STOPPED or NJ_SERVER_ENDED.</returns>
    [DllImport("netjack2", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern int nj_program_wait([NativeTypeName("int32_t")] int milliseconds);

    /// <summary>1: this process has replaced one whose server ended; 0: it has not. Realtime-safe: no.</summary>
    [DllImport("netjack2", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern int nj_program_is_restarted();

    /// <summary>Sends the service manager a state, such as READY=1. Realtime-safe: no.</summary>
    [DllImport("netjack2", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern void nj_program_notify([NativeTypeName("const char *")] byte* state);

    /// <summary>Replaces this process by a new one of the same program. Returns only if that fails. Realtime-safe: no.</summary>
    [DllImport("netjack2", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern void nj_program_restart(
        [NativeTypeName("const char *")] byte* words, [NativeTypeName("uint32_t")] uint count);
}
