// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics;
using System.Text;

namespace NetJack2.TestHosts.Processes;

/// <summary>A process that a test started, with its output, until it is disposed of.</summary>
public sealed class HostProcess : IAsyncDisposable
{
    private const int LastSignal = 64;
    private static readonly TimeSpan s_killLimit = TimeSpan.FromSeconds(10);

    // The shell ignores these signals in what it starts in the background, and everything below inherits that.
    private static readonly string[] s_prefix = ["--pdeathsig", "KILL", "env", "--default-signal=INT,QUIT"];
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly long _startedAt = Stopwatch.GetTimestamp();
    private readonly Lock _lock = new();
    private readonly string _title;

    private HostProcess(string title, ProcessStartInfo start)
    {
        _title = title;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Append(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Append(_errors, line.Data);
    }

    public int Id { get; private set; }

    public bool HasExited => _process.HasExited;

    /// <summary>Negative: the number of the signal that ended it.</summary>
    public int ExitCode => _process.ExitCode is > 128 and <= 128 + LastSignal ? 128 - _process.ExitCode : _process.ExitCode;

    /// <summary>All that it printed, standard output first.</summary>
    public string Log => $"=== {_title} (pid {Id}) ===\n{Output}{Errors}";

    public string Output => Text(_output);

    public string Errors => Text(_errors);

    public TimeSpan Age => Stopwatch.GetElapsedTime(_startedAt);

    public static async Task<HostProcess> StartAsync(
        string title, IEnumerable<string> command, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("setpriv")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (string word in (string[])[.. s_prefix, .. command]) start.ArgumentList.Add(word);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
            start.Environment[name] = value;

        var process = new HostProcess(title, start);
        await ProcessLauncher.StartAsync(process._process);
        process.Id = process._process.Id;
        process._process.BeginOutputReadLine();
        process._process.BeginErrorReadLine();
        ProcessJournal.Current?.Add(process);
        return process;
    }

    public bool HasPrinted(string text)
        => Output.Contains(text, StringComparison.Ordinal) || Errors.Contains(text, StringComparison.Ordinal);

    /// <summary>Waits for a text in the output; returns how long that took.</summary>
    public Task<TimeSpan> AwaitTextAsync(string text, TimeSpan limit)
        => Poll.UntilAsync(
            () => HasPrinted(text) || (HasExited ? throw new InvalidOperationException($"ended before printing '{text}'\n{Log}") : false),
            limit,
            $"'{text}' from {_title}");

    /// <summary>Writes a line to a program that answers each with one that repeats it and ends in "ok".</summary>
    public async Task SendCommandAsync(string line, TimeSpan limit)
    {
        string before = Output;
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
        await Poll.UntilAsync(
            () =>
            {
                bool hasExited = HasExited; // before its answer is read: the answer to the last line is one, too
                string answer = Output[before.Length..];
                if (answer.Contains($"{line}: ok", StringComparison.Ordinal))
                    return true;
                if (hasExited || answer.Contains($"{line}: failed", StringComparison.Ordinal))
                    throw new InvalidOperationException($"'{line}' failed\n{Log}");
                return false;
            },
            limit,
            $"an answer of {_title} to '{line}'\n{Log}");
    }

    public void Send(Signal signal)
    {
        // Not yet waited for, so the number is still that of this process.
        if (!HasExited) SignalSender.Send(Id, signal);
    }

    /// <summary>Waits for the end, and for the rest of the output; kills at the limit.</summary>
    public async Task<TimeSpan> AwaitExitAsync(TimeSpan limit)
    {
        long start = Stopwatch.GetTimestamp();
        using var timer = new CancellationTokenSource(limit);
        try
        {
            await _process.WaitForExitAsync(timer.Token);
        }
        catch (OperationCanceledException e)
        {
            Kill();
            throw new TimeoutException($"{_title} had not ended after {limit.TotalSeconds:0.0} s\n{Log}", e);
        }

        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>Kills it and all processes that it has started, directly or not, and that have not left it.</summary>
    public async ValueTask DisposeAsync()
    {
        Kill();
        using var timer = new CancellationTokenSource(s_killLimit);
        await _process.WaitForExitAsync(timer.Token);
    }

    // A shell, a limit or a bus lies between a test and what it runs. What is left when its parent has ended belongs to the host.
    private void Kill()
    {
        if (!HasExited) _process.Kill(entireProcessTree: true);
    }

    private void Append(StringBuilder to, string? line)
    {
        if (line is null) return;
        lock (_lock) to.Append($"{Age.TotalSeconds,8:0.000} ").AppendLine(line);
    }

    private string Text(StringBuilder of)
    {
        lock (_lock) return of.ToString();
    }
}
