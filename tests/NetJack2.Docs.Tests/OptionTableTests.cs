// SPDX-License-Identifier: GPL-2.0-or-later
using System.CommandLine;
using System.Text.RegularExpressions;
using NetJack2.Cli.Commands;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.Resampling.Filters;
using NetJack2.Rig.Pages;
using NetJack2.Sessions.Handshake;

namespace NetJack2.Docs.Tests;

/// <summary>docs/options.md, which is made from native/options, against the same options in C#.</summary>
/// <remarks>native/tests/OptionsPageTest.cpp holds the page to the tables.</remarks>
public partial class OptionTableTests
{
    private const string Driver = "DriverOptions";
    private const string Manager = "ManagerOptions";
    private const string NetAdapter = "NetAdapterOptions";
    private const string AudioAdapter = "AudioAdapterOptions";
    private const string Mesh = "MeshOptions";

    private static IEnumerable<TestCaseData> Ranges
    {
        get
        {
            foreach (string slave in (string[])[Driver, NetAdapter])
            {
                yield return new(slave, "mtu", $"{SessionValidator.MinMtu} to {SessionValidator.MaxMtu} or auto");
                yield return new(slave, "input-ports", $"0 to {SessionValidator.MaxChannels} or -1");
                yield return new(slave, "output-ports", $"0 to {SessionValidator.MaxChannels} or -1");
                yield return new(slave, "opus", $"{SessionValidator.MinKilobits} to {SessionValidator.MaxKilobits} or -1");
                yield return new(slave, "redundancy", $"0 to {CapabilityBlock.MaxCopies}");
                yield return new(
                    slave, "encoding", $"{Word(SampleEncoder.Float)}, {Word(SampleEncoder.Int16)} or {Word(SampleEncoder.Opus)}");
            }
            ResamplingQuality[] qualities = Enum.GetValues<ResamplingQuality>();
            foreach (string adapter in (string[])[NetAdapter, AudioAdapter])
                yield return new(adapter, "quality", $"{(int)qualities.Min()} to {(int)qualities.Max()}");
            foreach (string slave in (string[])[Driver, NetAdapter])
                yield return new(slave, "latency", $"0 to {SessionValidator.MaxLatency}, auto or auto:stable");
            yield return new(Driver, "midi-in-ports", $"0 to {SessionValidator.MaxChannels} or -1");
            yield return new(Driver, "midi-out-ports", $"0 to {SessionValidator.MaxChannels} or -1");
            yield return new(NetAdapter, "midi-in-ports", $"0 to {SessionValidator.MaxChannels}");
            yield return new(NetAdapter, "midi-out-ports", $"0 to {SessionValidator.MaxChannels}");
            yield return new(Manager, "max-slaves", $"1 to {ManagerLimits.MostSlaves}");
            foreach (string ports in (string[])["input-ports", "output-ports", "midi-in-ports", "midi-out-ports"])
                yield return new(Mesh, ports, $"0 to {SessionValidator.MaxChannels}");
            yield return new(Mesh, "mtu", $"{SessionValidator.MinMtu} to {SessionValidator.MaxMtu}");
            yield return new(Mesh, "latency", $"1 to {SessionValidator.MaxLatency}");
            yield return new(Mesh, "opus", $"{SessionValidator.MinKilobits} to {SessionValidator.MaxKilobits} or -1");
            yield return new(
                Mesh, "encoding", $"{Word(SampleEncoder.Float)}, {Word(SampleEncoder.Int16)} or {Word(SampleEncoder.Opus)}");
            yield return new(AudioAdapter, "periodsize", $"16 to {SessionValidator.MaxPeriod} or 0");
        }
    }

    private static IEnumerable<TestCaseData> Defaults
    {
        get
        {
            yield return new(Manager, "max-slaves", $"{new ManagerLimits().MaxSlaves}");
            yield return new(Manager, "hold-time", $"{new ManagerLimits().HoldSeconds}");
            foreach (string module in (string[])[Driver, Manager, NetAdapter])
            {
                yield return new(module, "multicast-ip", DoctorCommand.DefaultGroup);
                yield return new(module, "udp-net-port", $"{DoctorCommand.DefaultPort}");
            }
        }
    }

    [TestCaseSource(nameof(Ranges))]
    public void A_range_in_managed_code_is_that_of_the_option(string table, string option, string range)
        => Assert.That(RowOf(table, option).Groups["accepts"].Value, Is.EqualTo(range));

    [TestCaseSource(nameof(Defaults))]
    public void A_default_in_managed_code_is_that_of_the_option(string table, string option, string fallback)
        => Assert.That(RowOf(table, option).Groups["fallback"].Value, Is.EqualTo(fallback));

    /// <summary>netjack2 set describes the options of the net driver as the driver does.</summary>
    [Test]
    public void What_can_be_set_is_described_as_the_option()
    {
        foreach (Option option in SetCommand.Create().Options)
        {
            string accepts = RowOf(Driver, option.Name.TrimStart('-')).Groups["accepts"].Value;
            // That -1 is none is for front ends that show a default.
            Assert.That(option.Description, Does.EndWith($" ({accepts.Replace(" or -1", "", StringComparison.Ordinal)})."));
        }
    }

    [Test]
    public void The_page_has_a_table_for_each_module()
        => Assert.That(
            Page.Open("docs/options.md").Marked("options").Select(mark => Page.InTree(mark.Value)),
            Is.EquivalentTo(Directory.EnumerateFiles(Page.InTree("native/options"), "*Options.cpp")));

    private static string Word(SampleEncoder encoder) => SessionReport.NameOf(encoder);

    private static Match RowOf(string table, string option)
        => Row().Matches(BlockOf(table)).Single(row => string.Equals(row.Groups["name"].Value, option, StringComparison.Ordinal));

    private static string BlockOf(string table) => Page.Open("docs/options.md").Marked("options")
        .Single(mark => mark.Value.EndsWith($"/{table}.cpp", StringComparison.Ordinal)).Block;

    // | `-l` | `--latency` | 0 to 30 | 5 | Network latency in periods | `-l 2` |
    [GeneratedRegex(
        @"^\| `-\w` \| `--(?<name>[\w-]+)` \| (?<accepts>[^|]*) \|( (?<fallback>[^|]*))? \|[^|]*\|[^|]*\|$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();
}
