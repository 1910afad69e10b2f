// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;

namespace NetJack2.Statistics.Takes;

/// <summary>The words of the files of takes: CSV, a line for each fault.</summary>
public static class TakeWords
{
    /// <summary>The first line of a file.</summary>
    public const string Heading = "time,module,peer,ports,what,transport_frame,take_frame,frames,rate";

    /// <summary>How many fields a line has.</summary>
    public const int Fields = 9;

    /// <summary>The ends of the names of files.</summary>
    public const string Extension = ".csv";

    /// <summary>Which files are takes: their names begin with the time, such as "20261130T211405Z-netmanager-1-000001".</summary>
    public const string FilePattern = "*Z-*" + Extension;

    /// <summary>In place of ports: those of the peer that are connected.</summary>
    public const string AllPorts = "all";

    /// <summary>The most bytes of a file; further lines are only counted.</summary>
    public const int MostBytes = 1024 * 1024;

    /// <summary>The format of times in the lines, which are UTC.</summary>
    public const string TimeFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";

    /// <summary>How numbers of frames are shown: "3 600 000".</summary>
    public static NumberFormatInfo Grouped { get; } = new() { NumberGroupSeparator = " " };

    private static readonly string[] s_words =
    [
        "begin", "end", "concealed", "faded", "absent", "freewheel", "xrun", "failed", "skipped", "midi-late", "midi-lost", "not-recorded",
    ];

    /// <summary>Returns the word of a mark.</summary>
    public static string Of(TakeMark mark) => s_words[(int)mark];

    /// <summary>The mark of a word; null for another word.</summary>
    public static TakeMark? Find(string word) => Array.IndexOf(s_words, word) is >= 0 and var index ? (TakeMark)index : null;
}
