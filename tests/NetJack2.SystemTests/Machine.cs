// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Witnesses;

// In the namespace of all system tests: it is there while any of them runs.
namespace NetJack2.SystemTests;

/// <summary>The machine that the tests run on, and what all of them share of it.</summary>
[SetUpFixture]
public sealed class Machine
{
    // Until then the threads of all fixtures wait at the gate.
    private static readonly TimeSpan s_assembly = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan s_updateInterval = TimeSpan.FromSeconds(0.5);

    // scripts/test.sh runs the tests without servers meanwhile, and removes the file afterwards.
    private static readonly string? s_busyFile = Environment.GetEnvironmentVariable("NETJACK2_BUSY");

    private Timer? _updates;

    internal static LaneGate Gate { get; } = new(() => File.Exists(s_busyFile));

    /// <summary>Plain servers that distinguish a late machine from a late module.</summary>
    internal static MachineWitness Witness { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        if (!Environment.IsPrivilegedProcess) return;
        ProcessJournal.Current = null;
        Witness = await MachineWitness.StartAsync();
        _ = Task.Delay(s_assembly).ContinueWith(_ => Gate.Open(), TaskScheduler.Default);
        _updates = new Timer(_ => Gate.Update(), state: null, s_updateInterval, s_updateInterval);
        Progress.Start();
    }

    [OneTimeTearDown]
    public async Task End()
    {
        if (_updates is not null) await _updates.DisposeAsync();
        if (Witness is not null) await Witness.DisposeAsync();
    }
}
