// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Statistics;

namespace NetJack2.Rig.Pages;

/// <summary>The events of a module of this computer, as they are now.</summary>
/// <param name="Path">The page's file.</param>
/// <param name="Header">The page's header.</param>
/// <param name="Events">Its events, in the order of their numbers.</param>
internal sealed record EventPage(string Path, PageHeader Header, IReadOnlyList<PageEvent> Events)
{
    private const int Attempts = 5;

    /// <summary>The pages of all modules, of each user as many as <see cref="PageFile.All"/> lists.</summary>
    public static IEnumerable<EventPage> ReadAll(string folder = PageFile.Folder) => PageFile.All(folder).Select(Read).OfType<EventPage>();

    private static EventPage? Read(string path)
    {
        EventPage? page = null;
        // One that was being written while the page was copied is left out: those after it are not to be taken for its successors.
        for (int attempt = 0; attempt < Attempts && page is null or { HasHoles: true }; attempt++)
        {
            if (PageFile.Copy(path) is not { } copy || !PageReader.TryReadHeader(copy.Bytes, out PageHeader header)
                || !PageTrust.IsShown(header, copy.Owner, out _))
                return null;
            page = new EventPage(path, header, EventReader.Read(copy.Bytes, header));
        }
        return page;
    }

    private bool HasHoles => Events.Count != 0 && Events[^1].Serial - Events[0].Serial != (ulong)Events.Count - 1;
}
