// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;

namespace NetJack2.Cli.Layout;

/// <summary>Where the program writes to: a terminal, a file or another program.</summary>
internal static partial class Output
{
    private const int StandardOutput = 1;
    private const short Error = 8, HangUp = 16;
    private const int Narrowest = 40;

    /// <summary>Columns of a line. What is read by another program has no edge to be broken at.</summary>
    public static int Width => Console.IsOutputRedirected ? int.MaxValue : Math.Max(Console.WindowWidth, Narrowest);

    /// <summary>Whether the program that reads the output has ended. Writing shows that nowhere: Console ignores it.</summary>
    public static bool IsBroken => IsBrokenAt(StandardOutput);

    /// <summary>Writes lines.</summary>
    public static void Write(IEnumerable<string> lines)
    {
        foreach (string line in lines)
            Console.Out.WriteLine(line);
    }

    /// <summary>Whether nobody reads what is written to a file descriptor.</summary>
    internal static bool IsBrokenAt(int descriptor)
    {
        var entry = new PollEntry { Descriptor = descriptor };
        return Poll(ref entry, 1, 0) > 0 && (entry.Found & (Error | HangUp)) != 0;
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
