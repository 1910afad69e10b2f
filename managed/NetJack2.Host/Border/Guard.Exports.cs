// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Host.Logging;

namespace NetJack2.Host.Border;

/// <content>Loading and unloading: an exception is a line in the log.</content>
public static unsafe partial class Guard
{
    /// <summary>Starts a module.</summary>
    /// <param name="start">Starts it and returns its handle; null, after a line in the log, where it cannot.</param>
    /// <param name="host">What the module is loaded into.</param>
    /// <param name="options">What the user asked for.</param>
    /// <param name="handle">Where native code wants the handle.</param>
    /// <returns>0; −1 where it has not started.</returns>
    public static int Open<THost, TOptions>(
        delegate*<THost*, TOptions*, JackLog, void*> start, THost* host, TOptions* options, void** handle)
        where THost : unmanaged
        where TOptions : unmanaged
    {
        try
        {
            KnowThread();
            void* started = start(host, options, new JackLog());
            *handle = started;
            return started == null ? -1 : 0;
        }
        catch (Exception exception)
        {
            JackLog.Fault(exception);
            return -1;
        }
    }

    /// <summary>Disposes of what a handle means, which frees the handle after its last use.</summary>
    /// <param name="handle">A <see cref="GCHandle{T}"/> of the object.</param>
    public static void Close<T>(void* handle)
        where T : class, IDisposable
    {
        try
        {
            KnowThread();
            GCHandle<T>.FromIntPtr((nint)handle).Target.Dispose();
        }
        catch (Exception exception)
        {
            JackLog.Fault(exception);
        }
    }

    /// <summary>Runs something that native code asks of a module that is not loaded.</summary>
    /// <param name="body">What is run.</param>
    public static void Call(delegate*<JackLog, void> body)
    {
        try
        {
            KnowThread();
            body(new JackLog());
        }
        catch (Exception exception)
        {
            JackLog.Fault(exception);
        }
    }
}
