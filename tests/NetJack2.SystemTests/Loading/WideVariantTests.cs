// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Cards;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Loading;

/// <summary>The adapters are there twice: for any processor, and for one with vectors of 256 bits.</summary>
[TestFixture]
[Lane(Lane.Untimed)]
public class WideVariantTests : SystemTest
{
    private const string Wide = "glibc-hwcaps/x86-64-v3/audioadapter.so";
    private const int Channels = 8, CardDelay = 480, Millisecond = 48;

    private static bool IsWideProcessor
        => Vector256.IsHardwareAccelerated && Avx2.IsSupported && Fma.IsSupported && Bmi2.IsSupported && Lzcnt.IsSupported;

    [Test]
    public async Task The_processor_decides_which_one_runs()
    {
        var (maps, heard) = await RunAsync(DriverFolder.NetJack2Cs);
        Assert.That(maps.Any(line => line.Contains(Wide, StringComparison.Ordinal)), Is.EqualTo(IsWideProcessor));
        AssertWentRound(heard);
    }

    [Test]
    public async Task Where_the_wide_one_is_not_installed_the_other_one_runs()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("netjack2-alone-");
        try
        {
            foreach (string module in Directory.EnumerateFiles(DriverFolder.NetJack2Cs.Path, "*.so"))
                File.CreateSymbolicLink(Path.Combine(folder.FullName, Path.GetFileName(module)), module);
            var (maps, heard) = await RunAsync(DriverFolder.At(folder.FullName));
            Assert.That(maps, Has.None.Contains("glibc-hwcaps").And.Some.Contains("/audioadapter.so"));
            AssertWentRound(heard);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Test]
    [Property("Defect", "Fault-33")]
    public async Task Where_the_wide_one_belongs_to_another_build_the_other_one_runs()
    {
        if (!IsWideProcessor) Assert.Ignore("no wide vectors here");
        DirectoryInfo folder = Directory.CreateTempSubdirectory("netjack2-mixed-");
        try
        {
            foreach (string module in Directory.EnumerateFiles(DriverFolder.NetJack2Cs.Path, "*.so"))
                File.CreateSymbolicLink(Path.Combine(folder.FullName, Path.GetFileName(module)), module);
            byte[] variant = await File.ReadAllBytesAsync(Path.Combine(DriverFolder.NetJack2Cs.Path, Wide));
            // The head of the note, and the first byte of the id behind it.
            byte[] note = [4, 0, 0, 0, 20, 0, 0, 0, 3, 0, 0, 0, .. "GNU\0"u8];
            variant[variant.AsSpan().IndexOf(note) + note.Length] ^= 1;
            string changed = Path.Combine(folder.FullName, Wide);
            Directory.CreateDirectory(Path.GetDirectoryName(changed)!);
            await File.WriteAllBytesAsync(changed, variant);
            using var card = new VirtualCard("usb");
            await using TestHost host = await TestHost.StartAsync("adapter");
            await using JackServer server = await JackServer.StartAsync(
                host, DriverFolder.At(folder.FullName), JackServerArguments.Dummy(256) with { Cards = [card] });
            Assert.That((await Probe.LoadAsync(host, "audioadapter", "-d usb")).Status, Is.Zero, server.Log);
            Assert.That(server.Log, Does.Contain("the variant for this processor belongs to another build and is not used"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void AssertWentRound(SoundResult heard)
    {
        Assert.That(heard.LagMax, Is.EqualTo(heard.LagMin), "all channels in step");
        Assert.That(heard.Lag, Is.EqualTo(heard.PublishedLatency + CardDelay).Within(Millisecond));
    }

    private static async Task<(IReadOnlyList<string> Maps, SoundResult Result)> RunAsync(DriverFolder folder)
    {
        using var card = new VirtualCard("usb", "format FLOAT_LE", FormattableString.Invariant($"loopback {CardDelay}"));
        await using TestHost host = await TestHost.StartAsync("adapter");
        await using JackServer server = await JackServer.StartAsync(host, folder, JackServerArguments.Dummy(256) with { Cards = [card] });
        ServerResult loaded = await Probe.LoadAsync(
            host, "audioadapter", FormattableString.Invariant($"-d usb -n 3 -C{Channels} -P{Channels}"));
        Assert.That(loaded.Status, Is.Zero, server.Log);
        ProcessFigures before = server.Figures;
        SoundResult heard = await Probe.SoundAsync(
            host, "audioadapter:playback_", "audioadapter:capture_", Channels, seconds: 2, settle: 3);
        await TestContext.Out.WriteLineAsync(
            $"{heard.Summary}; {(server.Figures.CpuTime - before.CpuTime).TotalSeconds:F3} s of the processor");
        Assert.That(server.Log, Does.Not.Contain("internal error"));
        return (server.Maps, heard);
    }
}
