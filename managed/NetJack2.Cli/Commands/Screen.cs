// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Cli.Pages;
using Spectre.Console;

namespace NetJack2.Cli.Commands;

/// <summary>Where tables go.</summary>
internal static class Screen
{
    // What is read by another program has no edge to be broken at.
    private const int FileWidth = 400;

    /// <summary>Writes what is there, in a terminal or into a file.</summary>
    public static void Write(Spectre.Console.Rendering.IRenderable what)
    {
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = FileWidth;
        AnsiConsole.Write(what);
    }

    /// <summary>Says which pages are not of now.</summary>
    public static void WriteComplaints(IEnumerable<ModulePage> pages)
    {
        foreach (ModulePage page in pages)
        {
            if (page.IsStale)
                Console.Out.WriteLine(
                    $"{page.Name} of jackd {page.ProcessId}: stale. That server ended without unloading it; "
                        + "the next module that is loaded removes its page.");
            else if (page.IsHanging)
                Console.Out.WriteLine(
                    $"{page.Name} of jackd {page.ProcessId}: no news for {page.SecondsSinceUpdate:F0} s. That server is stopped, "
                        + "or hangs.");
        }
    }
}
