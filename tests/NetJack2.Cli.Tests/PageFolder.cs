// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Rig.Pages;
using NetJack2.Statistics;

namespace NetJack2.Cli.Tests;

/// <summary>A folder with pages of this process.</summary>
internal sealed class PageFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("netjack2-pages-");

    public string Path => _folder.FullName;

    /// <summary>Puts a page there, one a module.</summary>
    public void Put(ModuleKind module, params IReadOnlyList<SessionStatistics> sessions) => Put(module, sessions, events: []);

    /// <summary>Puts a page with events there, of which each has its number.</summary>
    public void Put(ModuleKind module, IReadOnlyList<SessionStatistics> sessions, IReadOnlyList<PageEvent> events)
    {
        byte[] page = new byte[PageWriter.SizeOf(sessions.Count)];
        PageWriter.Begin(page, module, Environment.ProcessId, PageOwner.StartTimeOf(Environment.ProcessId), sessions.Count);
        for (int slot = 0; slot < sessions.Count; slot++)
            PageWriter.Write(page, slot, sessions[slot]);
        foreach (PageEvent happened in events)
            EventWriter.Put(page, happened);
        PageWriter.Touch(page, (long)(System.Diagnostics.Stopwatch.GetTimestamp() * (1e9 / System.Diagnostics.Stopwatch.Frequency)));
        File.WriteAllBytes(PageFile.PathOf(module, Environment.ProcessId, 0, Path), page);
    }

    public IReadOnlyList<ModulePage> Read() => ModulePage.ReadAll(Path);

    public void Dispose() => _folder.Delete(recursive: true);
}
