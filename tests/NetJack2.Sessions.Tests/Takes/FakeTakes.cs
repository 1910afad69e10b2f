// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text;
using NetJack2.RealTime;
using NetJack2.Sessions.Takes;

namespace NetJack2.Sessions.Tests.Takes;

/// <summary>A folder of takes in memory, that can fail.</summary>
internal sealed class FakeTakes : ITakeFiles
{
    private const int FieldOfWhat = 4;

    /// <summary>The text of each file.</summary>
    public List<StringBuilder> Files { get; } = [];

    public List<string> Names { get; } = [];

    /// <summary>Why no file can be made.</summary>
    public string? Problem { get; set; }

    /// <summary>Bytes that the disk has room for.</summary>
    public int Room { get; set; } = int.MaxValue;

    public string Folder => "takes";

    public Result<ITakeFile> Create(string name)
    {
        if (Problem is not null)
            return new Refusal(Problem);
        Names.Add(name);
        Files.Add(new StringBuilder());
        return Result.Of<ITakeFile>(new FakeTake(this, Files[^1], $"takes/{name}.csv"));
    }

    /// <summary>The lines of a file, without the heading and the time.</summary>
    public string[] Lines(int file) =>
    [
        .. Files[file].ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => line[(line.IndexOf(',', StringComparison.Ordinal) + 1)..]),
    ];

    /// <summary>The faults of a file: without the lines of begin and end.</summary>
    public string[] Faults(int file) =>
        [.. Lines(file).Where(line => line.Split(',')[FieldOfWhat - 1] is not ("begin" or "end"))];

    private sealed class FakeTake(FakeTakes folder, StringBuilder text, string path) : ITakeFile
    {
        public string Path => path;

        public Result Append(ReadOnlySpan<byte> bytes)
        {
            if (bytes.Length > folder.Room)
                return new Refusal("No space left on device");
            folder.Room -= bytes.Length;
            text.Append(Encoding.UTF8.GetString(bytes));
            return Result.Success;
        }

        public void Dispose()
        {
            // Nothing is open.
        }
    }
}
