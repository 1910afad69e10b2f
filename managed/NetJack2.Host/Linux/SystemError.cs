// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;

namespace NetJack2.Host.Linux;

/// <summary>The system's message for a failed call.</summary>
public static class SystemError
{
    /// <summary>errno of the last call of this thread, with its meaning. Read it right after the call.</summary>
    public static string Last()
    {
        int error = Marshal.GetLastSystemError();
        return $"{Marshal.GetPInvokeErrorMessage(error)} ({error})";
    }
}
