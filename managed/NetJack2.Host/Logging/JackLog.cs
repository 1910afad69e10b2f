// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text;
using NetJack2.Interop;
using NetJack2.RealTime;

namespace NetJack2.Host.Logging;

/// <summary>jackd's log, with the module's name in front of each line.</summary>
public sealed unsafe class JackLog(string module) : IControlLog
{
    // Made beforehand: where there is no memory, none can be had for saying so.
    private readonly byte[] _noMemory = Encode(module, "no memory is left; what was to be done was left undone");

    /// <inheritdoc/>
    public void Info(string line)
    {
        fixed (byte* text = EncodeOrNoMemory(line))
            NetJack2Native.nj_log_info(text);
    }

    /// <inheritdoc/>
    public void Warn(string line)
    {
        fixed (byte* text = EncodeOrNoMemory(line))
            NetJack2Native.nj_log_error(text);
    }

    /// <summary>
    /// Reports an exception that may not happen, of a module that is being loaded or unloaded. Throws nothing, also where there
    /// is no memory.
    /// </summary>
    public static void Fault(string module, Exception exception)
    {
        try
        {
            new JackLog(module).Warn($"internal error, please report it: {exception.GetType().Name}: {exception.Message}");
        }
        catch (Exception)
        {
            fixed (byte* text = "netjack2-cs: internal error, please report it: no memory to say more"u8)
                NetJack2Native.nj_log_error(text);
        }
    }

    private byte[] EncodeOrNoMemory(string line)
    {
        try
        {
            return Encode(module, line);
        }
        catch (OutOfMemoryException)
        {
            return _noMemory;
        }
    }

    private static byte[] Encode(string module, string line) => Encoding.UTF8.GetBytes($"{module}: {line}\0");
}
