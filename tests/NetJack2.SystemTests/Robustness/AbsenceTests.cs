// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts.Absences;
using NetJack2.TestHosts.Pairs;

namespace NetJack2.SystemTests.Robustness;

/// <summary>One side is stopped, killed or unplugged for three seconds (D-15, D-23, D-56):
/// the other side's clients notice nothing but silence.</summary>
[TestFixture]
[Lane(Lane.Tolerant, Seconds = 90)]
public class AbsenceTests : SystemTest
{
    // Where the server's cycles come from the network: silent ones are put in after 20 ms, or three periods.
    private const int MostMicrosecondsBetweenCycles = 100_000;

    // The announcement is received, and answered, within 0.3 s; but the kernel of who answers may just have asked in vain for the other's
    // hardware address, and asks once in a second.
    private const double AfterUnplugging = 1.4;
    private static readonly TimeSpan s_away = TimeSpan.FromSeconds(3), s_limit = TimeSpan.FromSeconds(2.5);

    public static IEnumerable<TestCaseData> Cases
        => from isSlave in (bool[])[true, false]
           from absence in Enum.GetValues<Absence>()
           from isSynchronous in (bool[])[true, false]
           select new TestCaseData(isSlave, absence, isSynchronous)
               .SetArgDisplayNames($"{(isSlave ? "slave" : "master")} {absence}", isSynchronous ? "sync -l 0" : "async -l 2");

    [TestCaseSource(nameof(Cases))]
    public async Task The_other_sides_clients_miss_no_cycle_and_sound_is_back_soon(bool isSlave, Absence absence, bool isSynchronous)
    {
        NetPairOptions options = Pairings.NetJack2CsOnly with
        {
            Period = 512,
            Latency = isSynchronous ? 0 : 2,
            SlaveSynchronous = isSynchronous,
        };
        AbsenceResult result = await Attempts.RepeatAsync(options, async () =>
        {
            AbsenceResult run = await AbsenceRun.MeasureAsync(options, isSlave, absence, s_away, s_limit);
            return (run, run.Bystander.Xruns + run.ExtraXrunLines, run.DisturbsNobody, run.Summary);
        });
        Assert.Multiple(() =>
        {
            Assert.That(result.DisturbsNobody, Is.True, "jack2 freezes the server for seconds");
            Assert.That(result.Bystander.LongestGap, Is.LessThan(MostMicrosecondsBetweenCycles));
            Assert.That(result.KeepsPorts, Is.True, "ports and connections");
            Assert.That(result.SecondsToNotice, Is.LessThan(absence == Absence.Unplugged ? AfterUnplugging : 0.5));
            Assert.That(result.SecondsToSound, Is.LessThan(1.5));
            Assert.That(result.Clients, Is.EqualTo((string[])[NetPair.SlaveName, "system"]), "no slave-01");
        });
    }
}
