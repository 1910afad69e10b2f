// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using NetJack2.Cli.Doctor;
using NetJack2.Protocol.Extension;
using NetJack2.Rig.Pages;
using NetJack2.Statistics;
using NetJack2.Statistics.Tests;

namespace NetJack2.Cli.Tests;

/// <summary>Pages as list and stat show them.</summary>
public sealed class ModulePageTests
{
    private DirectoryInfo _folder = null!;

    // Nanoseconds of CLOCK_MONOTONIC.
    private static long Now => (long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency));

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("netjack2-pages-");

    [TearDown]
    public void RemoveFolder() => _folder.Delete(recursive: true);

    [Test]
    public void A_session_is_read_with_its_numbers()
    {
        Put(ModuleKind.NetManager, Environment.ProcessId, new SessionStatistics
        {
            State = (uint)SessionState.Running, Name = PageText.From("keys"), Peer = PageText.From("10.0.0.2:19000"), SampleRate = 48_000,
            Period = 256,
            Encoder = 3, Capabilities = 1, Counters = new SessionCounters { Kilobits = 96, Lost = 5, RoundTrip = 5_333_333, Xruns = 2 },
        });
        ModulePage page = ModulePage.ReadAll(_folder.FullName).Single();
        SessionReport session = page.Sessions.Single();
        Assert.That((page.Name, page.IsStale, page.ProcessId), Is.EqualTo(("netmanager", false, Environment.ProcessId)));
        Assert.That(
            (session.State, session.IsRunning, session.Name, session.Peer), Is.EqualTo(("running", true, "keys", "10.0.0.2:19000")));
        Assert.That((session.Encoding, session.Protocol), Is.EqualTo(("opus", "extended")));
        Assert.That(Numbers(session, "kilobits", "lost", "roundTripMilliseconds", "xruns"), Is.EqualTo("96 5 5.333 2"));
        Assert.That(Numbers(session, "driftPpm", "cardRestarts", "firstFault"), Is.EqualTo("null null null"));
    }

    [Test]
    public void An_adapter_of_a_card_has_a_clock_and_no_packets()
    {
        var card = new SessionStatistics
        {
            State = (uint)SessionState.Running, Name = PageText.From("hw:1"), SampleRate = 48_000,
            Counters = new SessionCounters { CardRestarts = 1, Xruns = -1 }
        };
        card.Counters.SetBridge(drift: -12.5, error: 0.25, realignments: 2, holes: 3);
        Put(ModuleKind.AudioAdapter, Environment.ProcessId, card);
        SessionReport session = ModulePage.ReadAll(_folder.FullName).Single().Sessions.Single();
        Assert.That(Numbers(session, "driftPpm", "loopError", "realignments", "holes", "cardRestarts"), Is.EqualTo("-12.5 0.25 2 3 1"));
        Assert.That(Numbers(session, "sent", "xruns"), Is.EqualTo("null null"));
        Assert.That((session.Encoding, session.Latency), Is.EqualTo(((string?)null, (int?)null)));
    }

    [Test]
    public void Internal_errors_are_in_json_in_the_table_and_wrong_for_the_doctor()
    {
        Put(ModuleKind.NetDriver, Environment.ProcessId, new SessionStatistics
        {
            State = (uint)SessionState.Running, Name = PageText.From("studio"), SampleRate = 48_000, Period = 256,
            Counters = new SessionCounters
            {
                Cycles = 9, Faults = 3, FirstFault = new OverflowException().HResult,
                FirstFaultPlace = (int)FaultPlace.Cycle
            },
        });
        IReadOnlyList<ModulePage> pages = ModulePage.ReadAll(_folder.FullName);
        SessionReport session = pages.Single().Sessions.Single();
        JsonElement json = JsonDocument.Parse(PagesJson.Write(pages)).RootElement[0].GetProperty("sessions")[0];
        Assert.That(
            (json.GetProperty("faults").GetInt64(), json.GetProperty("firstFault").GetString(),
                json.GetProperty("firstFaultPlace").GetString()),
            Is.EqualTo((3L, "OverflowException", "in a cycle")));
        Assert.That(session.Cells["internal errors"], Is.EqualTo("3, first OverflowException in a cycle"));
        Finding finding = InternalErrorsOf(pages).Single();
        Assert.That(finding.Verdict, Is.EqualTo(Verdict.Wrong));
        Assert.That(finding.Text, Does.Contain("internal errors: 3, first OverflowException in a cycle"));
        Assert.That(finding.Remedy, Does.Contain("report it"));
    }

    [Test]
    public void A_session_without_internal_errors_shows_none()
    {
        Put(ModuleKind.NetDriver, Environment.ProcessId, new SessionStatistics { State = (uint)SessionState.Running, SampleRate = 48_000 });
        IReadOnlyList<ModulePage> pages = ModulePage.ReadAll(_folder.FullName);
        SessionReport session = pages.Single().Sessions.Single();
        Assert.That((session.Cells["internal errors"], Numbers(session, "faults", "firstFault")), Is.EqualTo(("", "0 null")));
        Assert.That(InternalErrorsOf(pages), Is.Empty);
    }

    [Test]
    public void Internal_errors_are_shown_where_no_session_runs_too()
    {
        Put(ModuleKind.NetDriver, Environment.ProcessId,
            new SessionStatistics { State = (uint)SessionState.Searching, Counters = new SessionCounters { Faults = 1 } });
        IReadOnlyList<ModulePage> pages = ModulePage.ReadAll(_folder.FullName);
        Assert.That(pages.Single().Sessions.Single().Cells["internal errors"], Does.StartWith("1, "));
        Assert.That(InternalErrorsOf(pages).Select(found => found.Verdict), Is.EqualTo(new[] { Verdict.Wrong }));
    }

    [Test]
    public void The_page_of_a_process_that_has_ended_is_stale()
    {
        Put(ModuleKind.NetDriver, int.MaxValue, new SessionStatistics { State = (uint)SessionState.Running });
        Assert.That(ModulePage.ReadAll(_folder.FullName).Single().IsStale, Is.True);
    }

    [Test]
    public void What_is_no_page_is_passed_over()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "netjack2.netmanager.1.0"), new string('x', 1000));
        Assert.That(ModulePage.ReadAll(_folder.FullName), Is.Empty);
    }

    [Test]
    public void Json_has_a_module_with_its_sessions_in_one_line()
    {
        Put(ModuleKind.NetDriver, Environment.ProcessId, new SessionStatistics { State = (uint)SessionState.Searching });
        string json = PagesJson.Write(ModulePage.ReadAll(_folder.FullName));
        JsonElement module = JsonDocument.Parse(json).RootElement[0];
        Assert.That(json, Does.Not.Contain('\n'));
        Assert.That(module.GetProperty("module").GetString(), Is.EqualTo("netdriver"));
        Assert.That(module.GetProperty("isStale").GetBoolean(), Is.False);
        Assert.That(module.GetProperty("sessions")[0].GetProperty("state").GetString(), Is.EqualTo("searching"));
        Assert.That(module.GetProperty("sessions")[0].GetProperty("lost").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    [Property("Defect", "Fault-25")]
    public void Why_a_slave_has_no_session_is_in_json_in_the_table_and_wrong_for_the_doctor()
    {
        Put(ModuleKind.NetAdapter, Environment.ProcessId, new SessionStatistics
        {
            State = (uint)SessionState.Searching, Peer = PageText.From("225.3.19.154:19000"),
            Counters = new SessionCounters { LastProblem = (int)SearchProblem.ParametersImpossible },
        }, isFresh: true);
        IReadOnlyList<ModulePage> pages = ModulePage.ReadAll(_folder.FullName);
        const string Problem = "this server cannot have the master's period, rate or ports";
        SessionReport session = pages.Single().Sessions.Single();
        Assert.That((session.Cells["last problem"], Numbers(session, "lastProblem").Contains("rate or ports", StringComparison.Ordinal)),
            Is.EqualTo((Problem, true)));
        Finding finding = PageChecks.Run(pages).Single();
        Assert.That((finding.Verdict, finding.Text.Contains(Problem, StringComparison.Ordinal)), Is.EqualTo((Verdict.Wrong, true)));
    }

    [TestCase(2, false)]
    [TestCase(20, true)]
    [Property("Defect", "Fault-25")]
    public void A_slave_that_searches_for_long_is_wrong(int seconds, bool isWrong)
    {
        Put(ModuleKind.NetDriver, Environment.ProcessId, new SessionStatistics
        {
            State = (uint)SessionState.Searching, Peer = PageText.From("225.3.19.154:19000"),
            Since = Now - (seconds * 1_000_000_000L),
        }, isFresh: true);
        Assert.That(
            PageChecks.Run(ModulePage.ReadAll(_folder.FullName)).Single().Verdict,
            Is.EqualTo(isWrong ? Verdict.Wrong : Verdict.Note));
    }

    [Test]
    [Property("Defect", "Fault-10")]
    public void A_page_that_another_user_has_made_up_is_not_shown()
    {
        Assume.That(Environment.IsPrivilegedProcess, "only root may give files away");
        Put(ModuleKind.NetDriver, Environment.ProcessId, new SessionStatistics { State = (uint)SessionState.Running });
        OddFiles.GiveAway(_folder.FullName, recursive: true);
        Assert.That(ModulePage.ReadAll(_folder.FullName), Is.Empty);
    }

    [Test]
    [CancelAfter(60_000)]
    [Property("Defect", "Fault-10")]
    public void Thousands_of_pages_are_a_table_of_some_hundred_columns_within_some_seconds()
    {
        byte[] page = new byte[PageWriter.SizeOf(64)];
        PageWriter.Begin(page, ModuleKind.NetManager, Environment.ProcessId, PageOwner.StartTimeOf(Environment.ProcessId), 64);
        for (int slot = 0; slot < 64; slot++)
            PageWriter.Write(page, slot, new SessionStatistics { State = (uint)SessionState.Running, SampleRate = 48_000 });
        for (int number = 0; number < 20_000; number++)
            File.WriteAllBytes(PageFile.PathOf(ModuleKind.NetManager, Environment.ProcessId, number, _folder.FullName), page);
        var time = Stopwatch.StartNew();
        IReadOnlyList<ModulePage> pages = ModulePage.ReadAll(_folder.FullName);
        string[] table = [.. Commands.SessionTable.Lines(pages, int.MaxValue)];
        string json = PagesJson.Write(pages);
        Assert.That(
            (table[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).Length, json.Length > 10_000), Is.EqualTo((256, true)));
        Assert.That(time.Elapsed, Is.LessThan(TimeSpan.FromSeconds(5)));
    }

    [Test]
    [Property("Defect", "Fault-10")]
    public void Any_numbers_in_a_page_can_be_shown()
    {
        var random = new Random(1);
        byte[] bytes = new byte[SessionStatistics.Size];
        for (int round = 0; round < 300; round++)
        {
            random.NextBytes(bytes);
            SessionStatistics session = MemoryMarshal.Read<SessionStatistics>(bytes);
            session.State = (uint)random.Next(1, 7);
            if (round % 3 == 0)
                session.Counters.Ratio = round % 2 == 0 ? double.MaxValue : double.NaN;
            Put((ModuleKind)random.Next(0, 6), Environment.ProcessId, session);
            IReadOnlyList<ModulePage> pages = ModulePage.ReadAll(_folder.FullName);
            Assert.That(() => Commands.SessionTable.Lines(pages, 80).Count(), Throws.Nothing);
            Assert.That(PagesJson.Write(pages), Does.Not.Contain('\u001b'));
            Assert.That(() => PageChecks.Run(pages).Count(), Throws.Nothing);
        }
    }

    [Test]
    [Property("Defect", "Fault-12")]
    public void Names_are_the_same_in_json_and_in_tables_without_what_controls_a_terminal()
    {
        Put(ModuleKind.NetManager, Environment.ProcessId, new SessionStatistics
        {
            State = (uint)SessionState.Running, Name = PageText.From("keys\u001b[31m"), Peer = PageText.From("10.0.0.2\u202e:19000"),
            SampleRate = 48_000,
        });
        IReadOnlyList<ModulePage> pages = ModulePage.ReadAll(_folder.FullName);
        SessionReport session = pages.Single().Sessions.Single();
        JsonElement json = JsonDocument.Parse(PagesJson.Write(pages)).RootElement[0].GetProperty("sessions")[0];
        Assert.That((session.Name, session.Peer), Is.EqualTo(("keys_[31m", "10.0.0.2_:19000")));
        Assert.That((json.GetProperty("name").GetString(), json.GetProperty("peer").GetString()), Is.EqualTo((session.Name, session.Peer)));
    }

    private static IEnumerable<Finding> InternalErrorsOf(IReadOnlyList<ModulePage> pages) =>
        PageChecks.Run(pages).Where(finding => finding.Text.Contains("internal errors", StringComparison.Ordinal));

    private static string Numbers(SessionReport session, params string[] names) =>
        string.Join(' ', names.Select(name => session.Numbers[name].GetRawText()));

    private void Put(ModuleKind module, int processId, in SessionStatistics session, bool isFresh = false)
    {
        byte[] page = new byte[PageWriter.SizeOf(2)];
        long start = PageOwner.StartTimeOf(processId);
        PageWriter.Begin(page, module, processId, start == 0 ? 1 : start, 2);
        PageWriter.Write(page, 1, session);
        if (isFresh)
            PageWriter.Touch(page, Now);
        File.WriteAllBytes(PageFile.PathOf(module, processId, 0, _folder.FullName), page);
    }
}
