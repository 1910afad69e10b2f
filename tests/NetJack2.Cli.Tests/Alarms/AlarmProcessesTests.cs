// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics;
using NetJack2.Cli.Alarms;
using NetJack2.Cli.Tests.Events;
using NetJack2.Rig.Events;
using NetJack2.Statistics;

namespace NetJack2.Cli.Tests.Alarms;

/// <summary>Commands that alarms run.</summary>
public sealed class AlarmProcessesTests
{
    private DirectoryInfo _folder = null!;

    private string File => Path.Combine(_folder.FullName, "output");

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("netjack2-alarms-");

    [TearDown]
    public void RemoveFolder() => _folder.Delete(recursive: true);

    [Test]
    [CancelAfter(20_000)]
    public void A_command_finds_the_event_in_its_environment_whatever_a_name_contains(CancellationToken cancellation)
    {
        const string Name = "$(touch pwned); `x` \" ' \\ %s & <b>";
        var processes = new AlarmProcesses(TimeSpan.FromMinutes(1));
        EventReport report = Sample.Report(EventKind.Lost, Name);
        Assert.That(
            processes.TryRun(
                $"cd {_folder.FullName}; echo \"$NETJACK2_EVENT|$NETJACK2_NAME|$NETJACK2_COUNT|$NETJACK2_SUPPRESSED\" > output",
                report, suppressed: 3),
            Is.True);
        AwaitEnd(processes, cancellation);
        Assert.That(System.IO.File.ReadAllText(File), Is.EqualTo($"lost|{Name}|1|3\n"));
        Assert.That(_folder.GetFiles(), Has.Length.EqualTo(1));
    }

    [Test]
    [CancelAfter(20_000)]
    public void Commands_that_do_not_end_are_a_few_and_are_ended_with_their_children(CancellationToken cancellation)
    {
        var processes = new AlarmProcesses(TimeSpan.FromSeconds(1));
        EventReport report = Sample.Report(EventKind.Lost);
        var time = Stopwatch.StartNew();
        for (int count = 0; count < 20; count++)
            Assert.That(processes.TryRun($"echo $$ >> {File}; sleep 3600; true", report, 0), Is.EqualTo(count < AlarmProcesses.Most));
        Assert.That((processes.Count, time.Elapsed < TimeSpan.FromSeconds(5)), Is.EqualTo((AlarmProcesses.Most, true)));
        AwaitEnd(processes, cancellation);
        string[] ids = System.IO.File.ReadAllLines(File);
        Assert.That((ids.Length, ids.Count(id => Directory.Exists($"/proc/{id}"))), Is.EqualTo((AlarmProcesses.Most, 0)));
        Assert.That(processes.TryRun("true", report, 0), Is.True);
    }

    [Test]
    [CancelAfter(20_000)]
    public void A_command_reads_no_keys(CancellationToken cancellation)
    {
        var processes = new AlarmProcesses(TimeSpan.FromMinutes(1));
        Assert.That(processes.TryRun($"cat > {File}", Sample.Report(EventKind.Gone), 0), Is.True);
        AwaitEnd(processes, cancellation);
        Assert.That(System.IO.File.ReadAllText(File), Is.Empty);
    }

    [Test]
    public void A_notice_is_text_also_for_a_desktop_that_reads_markup()
    {
        PageEvent refused = Sample.Of(1, EventKind.Refused, name: "--urgency=critical");
        refused.Reason = PageText.From("<img src='x'> & more");
        Assert.That(
            AlarmProcesses.NoticeOf(Sample.Report(refused), suppressed: 2),
            Is.EqualTo((string[])
            [
                "--app-name=netjack2", "--", "refused: --urgency=critical",
                "&lt;img src='x'&gt; &amp; more (2 more since the last notice)",
            ]));
    }

    private static void AwaitEnd(AlarmProcesses processes, CancellationToken cancellation)
    {
        while (processes.Count != 0)
        {
            cancellation.ThrowIfCancellationRequested();
            processes.Poll();
            Thread.Sleep(10);
        }
    }
}
