// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;

namespace NetJack2.JackProbe;

/// <summary>Waiting that SIGTERM and SIGINT end early, so that the result is printed.</summary>
internal sealed class Stay : IDisposable
{
    private readonly ManualResetEventSlim _ended = new();
    private readonly PosixSignalRegistration _terminate;
    private readonly PosixSignalRegistration _interrupt;

    public Stay()
    {
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
    }

    /// <summary>Waits; false if a signal ended the wait.</summary>
    public bool For(TimeSpan time) => !_ended.Wait(time);

    public void Dispose()
    {
        _terminate.Dispose();
        _interrupt.Dispose();
        _ended.Dispose();
    }

    private void End(PosixSignalContext context)
    {
        context.Cancel = true;
        _ended.Set();
    }
}
