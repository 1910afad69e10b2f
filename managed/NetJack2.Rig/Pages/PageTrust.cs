// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Statistics;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Rig.Pages;

/// <summary>Which pages are shown: any user can put a file where they are.</summary>
internal static class PageTrust
{
    /// <summary>
    /// Whether a page is shown. It belongs to the user of its process; whose it is that has ended is not known: what it left behind is
    /// for its user, and for root.
    /// </summary>
    /// <param name="header">The page's header.</param>
    /// <param name="owner">The user whom the file belongs to.</param>
    /// <param name="isAlive">Whether the process that it describes lives.</param>
    public static bool IsShown(in PageHeader header, uint owner, out bool isAlive)
    {
        isAlive = PageOwner.IsAlive(header);
        return isAlive ? PageOwner.IsGenuine(header, owner) : owner == PlainFile.User || Environment.IsPrivilegedProcess;
    }
}
