// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text;
using NetJack2.Interop;
using NetJack2.RealTime;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Host.Logging;

/// <summary>jackd's log. The native side writes the module's name in front of each line.</summary>
public sealed unsafe class JackLog : IControlLog
{
    // Encoded beforehand: it is logged when there is no memory for encoding.
    private readonly byte[] _noMemory = Encode("out of memory; the operation was not done");

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
    public static void Fault(Exception exception)
    {
        try
        {
            new JackLog().Warn($"internal error, please report it: {exception.GetType().Name}: {exception.Message}");
        }
        catch (Exception)
        {
            fixed (byte* text = "internal error, please report it: no memory for details"u8)
                NetJack2Native.nj_log_error(text);
        }
    }

    private byte[] EncodeOrNoMemory(string line)
    {
        try
        {
            return Encode(line);
        }
        catch (OutOfMemoryException)
        {
            return _noMemory;
        }
    }

    // Names of peers, programs, devices and files are in it.
    private static byte[] Encode(string line) => Encoding.UTF8.GetBytes($"{PlainText.Clean(line)}\0");
}
