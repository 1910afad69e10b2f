// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts.Peers;

namespace NetJack2.SystemTests.Programs;

/// <summary><c>netjack2 master</c> in the servers that it is for.</summary>
public abstract class MasterProgramTest : SystemTest
{
    /// <summary>Skips what needs a PipeWire that is not there.</summary>
    private protected static void Require(ProgramSetup setup)
    {
        if (setup.OnPipeWire && PipeWireInstallation.Obstacle is { } obstacle) Assert.Ignore(obstacle);
    }

    /// <summary>Each frame that is sent through the slave returns after exactly the latency.</summary>
    private protected static async Task AssertEveryFrameReturnsAsync(ProgramSetup setup)
    {
        Require(setup);
        LoopResult result = await Attempts.RepeatAsync(setup.Options, async () =>
        {
            await using ProgramPair pair = await ProgramPair.StartAsync(setup);
            return await pair.LoopAsync();
        });
        Assert.That(result.IsPerfect, Is.True, result.Summary);
        Assert.That(result.Lag, Is.EqualTo(setup.Latency * setup.Period), result.Summary);
    }
}
