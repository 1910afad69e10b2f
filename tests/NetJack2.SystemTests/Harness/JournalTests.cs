// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.TestHosts.Processes;

namespace NetJack2.SystemTests.Harness;

/// <summary>A failure shows the processes of its own test.</summary>
[TestFixture]
[Lane(Lane.Untimed)]
public class JournalTests : SystemTest
{
    [Test]
    [Order(1)]
    public async Task A_process_is_in_the_journal_of_the_test_that_started_it()
    {
        await SayAsync("first");
        Assert.That(ProcessJournal.Current!.Read(), Does.Contain("first"));
        Assert.That(CurrentLane, Is.EqualTo(Lane.Untimed));
    }

    [Test]
    [Order(2)]
    public async Task The_next_test_does_not_show_what_has_ended()
    {
        await SayAsync("second");
        Assert.That(ProcessJournal.Current!.Read(), Does.Contain("second").And.Not.Contain("first"));
    }

    [Test]
    public async Task A_journal_of_its_own_notes_nothing_of_another_flow_of_control()
    {
        var other = new ProcessJournal();
        await Task.Run(async () =>
        {
            ProcessJournal.Current = other;
            await SayAsync("third");
        });
        Assert.That(other.Read(), Does.Contain("third"));
        Assert.That(ProcessJournal.Current!.Read(), Does.Not.Contain("third"));
    }

    [Test]
    public async Task A_program_has_the_signals_of_a_terminal_even_if_the_tests_run_in_the_background()
    {
        const int SigInt = 2, SigQuit = 3;
        await using HostProcess status = await HostProcess.StartAsync("status", ["grep", "SigIgn", "/proc/self/status"]);
        await status.AwaitExitAsync(TimeSpan.FromSeconds(5));
        ulong ignored = Convert.ToUInt64(status.Output.Split(':')[1].Trim(), 16);
        Assert.That(ignored & ((1UL << (SigInt - 1)) | (1UL << (SigQuit - 1))), Is.Zero);
    }

    private static async Task SayAsync(string word)
    {
        await using HostProcess process = await HostProcess.StartAsync("echo", ["echo", word]);
        await process.AwaitExitAsync(TimeSpan.FromSeconds(5));
    }
}
