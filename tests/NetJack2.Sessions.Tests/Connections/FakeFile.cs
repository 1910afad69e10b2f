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

    /// <summary>What another server writes while this one waits for the lock.</summary>
    public Action? BeforeLock { get; set; }

    /// <summary>How often another server has it locked for longer than is waited.</summary>
    public int LockedAttempts { get; set; }

    /// <summary>Whether the lock is held.</summary>
    public bool IsLocked { get; private set; }

    public Result<IDisposable> Lock()
    {
        BeforeLock?.Invoke();
        if (LockedAttempts-- > 0)
            return new Refusal("another server keeps it locked");
        IsLocked = true;
        return Result.Of<IDisposable>(new Hold(this));
    }

    public Result Write(string text)
    {
        Assert.That(IsLocked, Is.True, "a file of several servers");
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

    private sealed class Hold(FakeFile file) : IDisposable
    {
        public void Dispose() => file.IsLocked = false;
    }
}
