// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Sessions.Takes;

/// <summary>The files of takes. Control thread; all may block on the disk.</summary>
public interface ITakeFiles
{
    /// <summary>Where they are, for log lines.</summary>
    string Folder { get; }

    /// <summary>Makes a new file, and removes the oldest ones where there are too many.</summary>
    /// <param name="name">Its name, of letters, digits and dashes.</param>
    /// <returns>The file, or why there is none.</returns>
    Result<ITakeFile> Create(string name);
}
