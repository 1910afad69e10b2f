// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Cli.Layout;

/// <summary>Where the program writes to: a terminal, a file or another program.</summary>
internal static class Output
{
    private const int StandardOutput = 1;
    private const int Narrowest = 40;

    /// <summary>Columns of a line. Lines for another program are not wrapped.</summary>
    public static int Width => Console.IsOutputRedirected ? int.MaxValue : Math.Max(Console.WindowWidth, Narrowest);

    /// <summary>Whether lines may have colours: not in a file or for another program, nor where the user wants none.</summary>
    /// <remarks>https://no-color.org</remarks>
    public static bool IsColoured => !IsPlain && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    /// <summary>Whether the output is a file, another program, or a terminal without escape sequences.</summary>
    public static bool IsPlain => Console.IsOutputRedirected || Environment.GetEnvironmentVariable("TERM") is "dumb";

    /// <summary>Whether the program that reads the output has ended. Writing shows that nowhere: Console ignores it.</summary>
    public static bool IsBroken => Descriptor.IsBroken(StandardOutput);

    /// <summary>Writes lines to standard output.</summary>
    public static void Write(IEnumerable<string> lines)
    {
        foreach (string line in lines)
            Console.Out.WriteLine(line);
    }
}
