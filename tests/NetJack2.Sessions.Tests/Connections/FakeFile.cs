// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;
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

    public Result<string> Read()
    {
        if (ReadProblem is not null)
            return new Refusal(ReadProblem);
        return Text;
    }

    public Result Write(string text)
    {
        if (WriteProblem is not null)
            return new Refusal(WriteProblem);
        Writes++;
        Text = text;
        return Result.Success;
    }

    public Result<string> SetAside()
    {
        Copy = Text;
        return "file.bad";
    }
}
