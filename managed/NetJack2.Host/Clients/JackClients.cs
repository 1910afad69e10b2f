// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Logging;
using NetJack2.Interop;

namespace NetJack2.Host.Clients;

/// <summary>Clients of the server whose process this is. Control threads.</summary>
public static unsafe class JackClients
{
    /// <summary>Opens a client.</summary>
    /// <param name="name">The name that it is to have; JACK may append a number.</param>
    /// <returns>The client, or null where JACK gives none.</returns>
    public static jack_client_t* Open(string name)
    {
        JackStatus status;
        NetJack2Native.nj_server_await_closes();
        fixed (byte* text = JackText.Encode(name))
            return Jack.jack_client_open_server((sbyte*)text, JackOptions.JackNullOption, &status, null);
    }
}
