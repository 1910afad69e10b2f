// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics;
using NetJack2.TestHosts.Processes;
using NUnit.Framework.Interfaces;

namespace NetJack2.SystemTests.Harness;

/// <summary>A test with real servers on test hosts, in its <see cref="Lane"/>. What its servers printed is shown when it fails.</summary>
public abstract class SystemTest
{
    private static readonly AsyncLocal<SystemTest?> s_current = new();
    private readonly ProcessJournal _journal = new();
    private bool _isAdmitted;
    private long _startedAt;

    /// <summary>The lane of the fixture that runs here; null: none does.</summary>
    internal static Lane? CurrentLane => s_current.Value?.Lane;

    private Lane Lane => LaneAttribute.Of(GetType()).Lane;

    [OneTimeSetUp]
    public void EnterLane()
    {
        if (!Environment.IsPrivilegedProcess) Assert.Ignore("test hosts are network namespaces: run as root");
        Machine.Gate.EnterAsync(Lane, LaneAttribute.Of(GetType()).Seconds).GetAwaiter().GetResult();
        _isAdmitted = true;
        _startedAt = Stopwatch.GetTimestamp();
        Claim();
    }

    [OneTimeTearDown]
    public void LeaveLane()
    {
        if (!_isAdmitted) return;
        Machine.Gate.Leave();
        Progress.Add(GetType(), Lane, TestContext.CurrentContext.Result, _startedAt);
    }

    [SetUp]
    public void OpenJournal()
    {
        Machine.Gate.PauseAsync(Lane).GetAwaiter().GetResult();
        _journal.RemoveEnded();
        Claim();
    }

    [TearDown]
    public void ShowJournal()
    {
        if (TestContext.CurrentContext.Result.Outcome.Status == TestStatus.Failed) TestContext.Out.WriteLine(_journal.Read());
    }

    /// <summary>Runs something while no other fixture runs; then the others of the lane go on.</summary>
    internal static async Task<T> AloneAsync<T>(Func<Task<T>> run)
    {
        Lane lane = CurrentLane ?? throw new InvalidOperationException("only a test can be alone");
        if (lane == Lane.Alone) return await run();
        await Machine.Gate.BecomeAloneAsync();
        try
        {
            return await run();
        }
        finally
        {
            Machine.Gate.Rejoin(lane);
        }
    }

    // Not asynchronous: what an asynchronous method sets of its flow of control is lost when it returns.
    private void Claim()
    {
        ProcessJournal.Current = _journal;
        s_current.Value = this;
    }
}
