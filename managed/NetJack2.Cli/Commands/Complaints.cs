// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Cli.Layout;
using NetJack2.Rig.Pages;

namespace NetJack2.Cli.Commands;

/// <summary>Warnings about pages that are not up to date.</summary>
internal static class Complaints
{
    /// <summary>A paragraph for each such page, wrapped to the width.</summary>
    public static IEnumerable<string> Lines(IEnumerable<ModulePage> pages, int width) =>
        pages.Select(Describe).OfType<string>().SelectMany(text => TextLines.Wrap(text, width));

    private static string? Describe(ModulePage page) => page switch
    {
        { IsStale: true } => $"{page.Name} of jackd {page.ProcessId}: stale. That server ended without unloading it; "
            + "the next module that is loaded removes its page.",
        { IsHanging: true } => $"{page.Name} of jackd {page.ProcessId}: no news for {page.SecondsSinceUpdate:F0} s. "
            + "That server is stopped or blocked.",
        _ => null,
    };
}
