// SPDX-License-Identifier: GPL-2.0-or-later
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using NetJack2.Rig.Events;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Cli.Alarms;

/// <summary>The commands that alarms run. None is waited for.</summary>
/// <param name="longest">For how long one may run; then it is ended, with all that it has started.</param>
internal sealed class AlarmProcesses(TimeSpan longest)
{
    /// <summary>Most commands that run at a time: commands that do not end must not add up.</summary>
    public const int Most = 8;

    private readonly List<(Process Process, string Name, long Since)> _running = [];

    /// <summary>Number of commands that run, 0…<see cref="Most"/>.</summary>
    public int Count => _running.Count;

    /// <summary>Runs a command of the user by the shell.</summary>
    /// <remarks>What is known of the event is in its environment, never in the command: names are made up by other computers.</remarks>
    /// <param name="command">The command.</param>
    /// <param name="report">The event.</param>
    /// <param name="suppressed">How many there were since the last one.</param>
    /// <returns>False where too many run already. One that cannot be run at all is reported.</returns>
    public bool TryRun(string command, EventReport report, long suppressed)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", command]);
        foreach ((string name, string value) in VariablesOf(report, suppressed))
            start.Environment[name] = value;
        return TryStart(start, command);
    }

    /// <summary>Shows a notice on the desktop.</summary>
    /// <returns>As of <see cref="TryRun"/>.</returns>
    public bool TryNotify(EventReport report, long suppressed) =>
        TryStart(new ProcessStartInfo("notify-send", NoticeOf(report, suppressed)), "notify-send");

    /// <summary>The words of notify-send for an event: a summary, and a text, in which the desktop reads markup.</summary>
    public static IReadOnlyList<string> NoticeOf(EventReport report, long suppressed)
    {
        string more = suppressed == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({suppressed} more since the last notice)");
        string text = $"{report.Text}{more}".Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
        return ["--app-name=netjack2", "--", $"{report.Word}: {report.Subject}", text];
    }

    /// <summary>Returns the environment variables of an alarm command for an event.</summary>
    public static IEnumerable<(string Name, string Value)> VariablesOf(EventReport report, long suppressed) =>
    [
        ("NETJACK2_EVENT", report.Word),
        ("NETJACK2_NAME", report.Name),
        ("NETJACK2_PEER", report.Peer),
        ("NETJACK2_REASON", report.Reason),
        ("NETJACK2_TEXT", report.Text),
        ("NETJACK2_COUNT", Number(report.Count)),
        ("NETJACK2_MILLISECONDS", Number(report.Milliseconds ?? 0)),
        ("NETJACK2_CONCEALED", Number(report.ConcealedSamples ?? 0)),
        ("NETJACK2_SESSION", Number(report.SessionId ?? 0)),
        ("NETJACK2_MODULE", report.Module),
        ("NETJACK2_SERVER", report.Server),
        ("NETJACK2_PROCESS", Number(report.ProcessId)),
        ("NETJACK2_TIME", report.Time.ToString("O", CultureInfo.InvariantCulture)),
        ("NETJACK2_SUPPRESSED", Number(suppressed)),
    ];

    /// <summary>Checks the commands that run: one that failed is reported, one that takes too long is ended.</summary>
    public void Poll()
    {
        for (int index = _running.Count - 1; index >= 0; index--)
        {
            (Process process, string name, long since) = _running[index];
            if (process.HasExited)
            {
                if (process.ExitCode != 0)
                    Complain(name, $"ended with {process.ExitCode}");
                process.Dispose();
                _running.RemoveAt(index);
            }
            else if (Stopwatch.GetElapsedTime(since) > longest)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private bool TryStart(ProcessStartInfo start, string name)
    {
        if (_running.Count >= Most)
            return false;
        // Keys are for users who read the events.
        start.RedirectStandardInput = true;
        try
        {
            if (Process.Start(start) is { } process)
            {
                process.StandardInput.Close();
                _running.Add((process, name, Stopwatch.GetTimestamp()));
            }
        }
        catch (Win32Exception exception)
        {
            Complain(name, $"cannot be run: {Marshal.GetPInvokeErrorMessage(exception.NativeErrorCode)}");
        }
        catch (IOException)
        {
            Complain(name, "has ended at once");
        }
        return true;
    }

    private static void Complain(string name, string problem) =>
        Console.Error.WriteLine($"netjack2 watch: {PlainText.Clean(name)}: {problem}");

    private static string Number(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
