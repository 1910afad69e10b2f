// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using NetJack2.Statistics;

namespace NetJack2.Docs.Tests;

/// <summary>docs/statistics.md describes the pages that the modules write.</summary>
public partial class StatisticsPageTests
{
    private static readonly Page s_page = Page.Open("docs/statistics.md");

    private static readonly Dictionary<Type, string> s_types = new()
    {
        [typeof(uint)] =
            "4 u32", [typeof(int)] = "4 i32", [typeof(long)] = "8 i64", [typeof(double)] = "8 f64", [typeof(PageText)] = "64 text",
        [typeof(ulong)] = "8 u64", [typeof(float)] = "4 f32", [typeof(PortMeter.Row)] = "4080 meters",
    };

    [TestCase(typeof(PageHeader))]
    [TestCase(typeof(SessionStatistics))]
    [TestCase(typeof(PageEvent))]
    [TestCase(typeof(SessionMeters))]
    [TestCase(typeof(PortMeter))]
    public void Every_field_is_described_where_it_is_and_no_other(Type structure)
    {
        string table = TableOf(structure.Name);
        IEnumerable<string> told = Row()
            .Matches(table)
            .Select(row => $"{row.Groups["offset"]} {row.Groups["bytes"]} {row.Groups["type"]} {row.Groups["field"]}");
        IEnumerable<string> real = FieldsOf(structure, 0).Select(field =>
            string.Create(CultureInfo.InvariantCulture, $"{field.Offset} {s_types[field.Type]} {field.Name}"));
        Assert.That(told, Is.EqualTo(real));
    }

    [Test]
    public void The_bytes_of_the_example_are_those_of_the_code()
    {
        byte[] page = new byte[PageWriter.SizeOf(1)];
        PageWriter.Begin(page, ModuleKind.NetDriver, processId: 4711, startTime: 81_500, slots: 1);
        PageWriter.Write(page, 0, new SessionStatistics
        {
            State = (uint)SessionState.Running, Since = 60_000_000_000, Name = PageText.From("studio"),
            Peer = PageText.From("192.168.7.20:45315"),
            SampleRate = 48_000, Period = 256, Latency = 2, Mtu = 1500, SendAudio = 2, ReturnAudio = 2, RoundTripFrames = 768,
            Counters = new SessionCounters
            {
                Cycles = 1875, Sent = 3750, Received = 3748, Lost = 2, IncompleteCycles = 1, Xruns = -1,
                SessionId = 7
            },
            Reported = new PeerCounters
            {
                PeerReported = 68_800_000_000, PeerLost = 5, PeerIncompleteCycles = 3, PeerConcealedFrames = 1024, PeerLoad = 1250,
                Load = 420,
            },
        });
        EventWriter.Put(page, new PageEvent
        {
            Serial = 1, Time = 65_000_000_000, WallTime = 1_796_040_000_000_000_000, Kind = (uint)EventKind.Lost, SessionId = 7,
            Concealed = 1024, Count = 2, Duration = 5_333_333, Name = PageText.From("studio"),
            Peer = PageText.From("192.168.7.20:45315"),
        });
        PageWriter.Touch(page, 70_000_000_000);
        HexDump.AssertShows(s_page.Marked("bytes").Single().Block, page);
    }

    [Test]
    public void Every_number_of_json_has_the_name_of_its_field_or_is_named_where_json_is_described()
    {
        HashSet<string> fields =
        [
            .. FieldsOf(typeof(SessionStatistics), 0).Select(field => char.ToLowerInvariant(field.Name[0]) + field.Name[1..]),
        ];
        string text = s_page.Text[s_page.Text.IndexOf("**JSON.**", StringComparison.Ordinal)..];
        Assert.That(
            SessionFields.All.Select(field => field.Name)
                .Where(name => !fields.Contains(name) && !text.Contains($"`{name}`", StringComparison.Ordinal)),
            Is.Empty);
    }

    [Test]
    public void Every_kind_of_event_is_described_with_its_word()
        => Assert.That(
            Kind().Matches(TableOf(nameof(EventKind))).Select(row => $"{row.Groups["number"]} {row.Groups["word"]}"),
            Is.EqualTo(Enum.GetValues<EventKind>().Skip(1).Select(kind => $"{(uint)kind} {EventWords.Of(kind)}")));

    private static string TableOf(string name) =>
        s_page.Marked("statistics").Single(mark => string.Equals(mark.Value, name, StringComparison.Ordinal)).Block;

    // The numbers of a session are a structure of their own; in a page they lie among the other fields.
    private static IEnumerable<(int Offset, Type Type, string Name)> FieldsOf(Type structure, int at) => structure
        .GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        .Where(field => field.Name[0] != '_')
        .Select(field => (Offset: at + (int)Marshal.OffsetOf(structure, field.Name), field.FieldType, field.Name))
        .SelectMany(field => field.FieldType == typeof(SessionCounters) || field.FieldType == typeof(PeerCounters)
            ? FieldsOf(field.FieldType, field.Offset)
            : [field]);

    // | 6 | lost | …
    [GeneratedRegex(@"^\| (?<number>\d+) \| (?<word>[\w-]+) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Kind();

    // | 144 | 4 | i32 | SampleRate | …
    [GeneratedRegex(
        @"^\| (?<offset>\d+) \| (?<bytes>\d+) \| (?<type>\w+) \| (?<field>\w+) \|",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();
}
