// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Sessions.Connections;

namespace NetJack2.Sessions.Tests.Connections;

/// <summary>A file that can fail.</summary>
internal sealed class FakeFile : IStateFile
{
    public string Text { get; set; } = "";

    public string? Copy { get; private set; }

    public int Writes { get; private set; }

    public string? ReadProblem { get; set; }

    public string? WriteProblem { get; set; }

    public string Path => "file";

    public string? TryRead(out string text)
    {
        text = ReadProblem is null ? Text : "";
        return ReadProblem;
    }

    public string? TryWrite(string text)
    {
        if (WriteProblem is not null)
            return WriteProblem;
        Writes++;
        Text = text;
        return null;
    }

    public string? TrySetAside(out string copy)
    {
        Copy = Text;
        copy = "file.bad";
        return null;
    }
}
