// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;

namespace NetJack2.Cli.Layout;

/// <summary>Checks of a file descriptor's state with poll(2).</summary>
internal static partial class Descriptor
{
    private const short Readable = 1, Error = 8, HangUp = 16;

    /// <summary>Whether the other end of a pipe is closed, so that nothing written to it is read.</summary>
    public static bool IsBroken(int descriptor) => (Poll(descriptor, 0, 0) & (Error | HangUp)) != 0;

    /// <summary>Waits at most so many milliseconds until something can be read, or the other end is closed; false after the time.</summary>
    public static bool HasInput(int descriptor, int milliseconds) => Poll(descriptor, Readable, milliseconds) != 0;

    private static short Poll(int descriptor, short wanted, int milliseconds)
    {
        var entry = new PollEntry { Descriptor = descriptor, Wanted = wanted };
        return Poll(ref entry, 1, milliseconds) > 0 ? entry.Found : (short)0;
    }

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int Poll(ref PollEntry entry, nuint count, int milliseconds);

    // struct pollfd
    private struct PollEntry
    {
        public int Descriptor;
        public short Wanted;
        public short Found;
    }
}
