// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics;
using NetJack2.Rig.Pages;

namespace NetJack2.Serve.Live;

/// <summary>The pages of this computer. However many ask, they are read ten times a second at most. Any thread.</summary>
/// <param name="folder">Where the pages are.</param>
internal sealed class RigPages(string folder)
{
    private static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(100);

    // Of all other users together; more are no honest ones.
    private const int MostForeignSessions = 64;

    private readonly Lock _lock = new();

    private RigSnapshot? _last;

    private long _read;

    /// <summary>Returns the pages' present content, or that of a moment ago.</summary>
    public RigSnapshot Read()
    {
        lock (_lock)
        {
            if (_last is not null && Stopwatch.GetElapsedTime(_read) < s_shortest)
                return _last;
            ModulePage[] modules = [.. Shown(ModulePage.ReadAll(folder)).Select(page => page.IsTrusted ? LevelReport.AddTo(page) : page)];
            _last = new RigSnapshot(modules, PagesJson.WriteBytes(modules));
            _read = Stopwatch.GetTimestamp();
            return _last;
        }
    }

    /// <summary>The pages without those of other users that would be too many.</summary>
    internal static IEnumerable<ModulePage> Shown(IEnumerable<ModulePage> pages)
    {
        int left = MostForeignSessions;
        foreach (ModulePage page in pages)
        {
            if (page.IsTrusted)
                yield return page;
            // A page without sessions counts too.
            else if (Math.Max(1, page.Sessions.Count) is var count && count <= left)
            {
                left -= count;
                yield return page;
            }
        }
    }
}
