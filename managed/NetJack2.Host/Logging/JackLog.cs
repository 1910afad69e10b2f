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
        fixed (byte* text = EncodeOrTellNone(line))
            NetJack2Native.nj_log_info(text);
    }

    /// <inheritdoc/>
    public void Warn(string line)
    {
        fixed (byte* text = EncodeOrTellNone(line))
            NetJack2Native.nj_log_error(text);
    }

    /// <summary>Tells about an exception that nobody expected.</summary>
    /// <remarks>Throws nothing, and of memory that is exhausted it tells without allocating any.</remarks>
    public void Fault(Exception exception)
    {
        try
        {
            if (exception is not OutOfMemoryException)
            {
                Warn($"internal error, please report it: {exception.GetType().Name}: {exception.Message}");
                return;
            }
        }
        catch (OutOfMemoryException)
        {
            // The line could not be put together.
        }
        fixed (byte* text = _noMemory)
            NetJack2Native.nj_log_error(text);
    }

    private byte[] EncodeOrTellNone(string line)
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
