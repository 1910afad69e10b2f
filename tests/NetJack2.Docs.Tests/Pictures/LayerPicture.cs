// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.RegularExpressions;

namespace NetJack2.Docs.Tests.Pictures;

/// <summary>The projects of managed/ and the ones below them, as tests/NetJack2.Architecture.Tests/layers.txt has it.</summary>
internal static partial class LayerPicture
{
    private const string OfCycles = "#d9ead3", OfControl = "#fce5cd", OfBoth = "#f3f3d0", Plain = "#fff";

    private static readonly Room[] s_rooms =
    [
        new("NetManager", 20, 150, 122, "netmanager.so", OfBoth),
        new("NetDriver", 152, 150, 122, "jack_net.so", OfBoth),
        new("NetMesh", 284, 150, 122, "netmesh.so", OfBoth),
        new("NetAdapter", 416, 150, 122, "netadapter.so", OfBoth),
        new("AudioAdapter", 548, 150, 162, "audioadapter.so", OfBoth),
        new("NetJack2.Host", 20, 250, 515, "JACK clients, sockets, threads, log: what two or more plug-ins need", OfBoth),
        new("NetJack2.Sessions", 20, 345, 340, "control threads: handshakes, connections, codec fitting", OfControl),
        new("NetJack2.Interop", 370, 345, 165, "generated bindings", Plain),
        new("NetJack2.Link", 20, 440, 515, "cycle threads: windows, formats, concealment, MIDI, timelines, links", OfCycles),
        new("NetJack2.Protocol", 20, 535, 515, "the wire, as values over spans", OfCycles),
        new("NetJack2.RealTime", 20, 630, 690, "the ground floor: [RealTimeSafe], clock, Handover, rings, log interface", OfCycles),
        new("NetJack2.Resampling", 545, 250, 165, "audio between two clocks", OfCycles),
        new("NetJack2.Statistics", 730, 535, 155, "the page in /dev/shm", OfBoth),
        new("NetProgram", 730, 80, 155, "netjack2-client", OfControl),
        new("NetJack2.Cli", 730, 250, 155, "the program netjack2", Plain),
        new("NetJack2.Serve", 895, 250, 155, "netjack2-serve", Plain),
        new("NetJack2.Rig", 730, 440, 155, "the rig, for programs", Plain),
    ];

    // A line of a project's own folders has names with dots.
    private static readonly Dictionary<string, string[]> s_below =
        Line().Matches(File.ReadAllText(Page.InTree("tests/NetJack2.Architecture.Tests/layers.txt")))
            .GroupBy(line => line.Groups["project"].Value, StringComparer.Ordinal)
            .ToDictionary(
                lines => lines.Key,
                lines => lines.SelectMany(line => line.Groups["below"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    .Where(name => !name.Contains('.', StringComparison.Ordinal)).ToArray(),
                StringComparer.Ordinal);

    /// <summary>The projects that have a layer.</summary>
    public static IEnumerable<string> Projects => s_below.Keys;

    /// <summary>The projects that have a box.</summary>
    public static IEnumerable<string> Boxes => s_rooms.Select(room => room.Project);

    public static string Draw()
    {
        var svg = new Svg(1070, 700, "The layers of netjack2-cs");
        svg.Box(20, 15, 690, 40, Plain);
        svg.Words(365, 40, "jackd of jack2", isBold: true);
        svg.Box(20, 80, 690, 45, Plain);
        svg.Words(365, 98, "native/ (C++)", isBold: true);
        svg.Words(365, 115, "what jackd looks up, options, the driver object", size: 11);
        foreach (Room room in s_rooms)
        {
            foreach (Room lower in s_rooms.Where(lower => IsDrawn(room.Project, lower.Project)))
                DrawArrow(svg, room, lower);
        }
        foreach (Room room in s_rooms)
        {
            svg.Box(room.X, room.Y, room.Width, Room.Height, room.Fill);
            svg.Words(room.Centre, room.Y + 21, room.Name, isBold: true);
            svg.Words(room.Centre, room.Y + 40, room.Caption, size: 11);
        }
        svg.Arrow(365, 55, 365, 78);
        foreach (int x in (int[])[81, 213, 345, 477, 629])
            svg.Arrow(x, 125, x, 148);
        DrawKey(svg);
        return svg.ToString();
    }

    private static void DrawKey(Svg svg)
    {
        (string Fill, string Words)[] key =
            [(OfCycles, "may run in a cycle"), (OfControl, "never in a cycle"), (OfBoth, "both: see the marks")];
        for (int index = 0; index < key.Length; index++)
        {
            svg.Box(730, 600 + (index * 24), 18, 18, key[index].Fill);
            svg.Words(756, 614 + (index * 24), key[index].Words, "start", size: 12);
        }
        svg.Words(730, 686, "An arrow: “may use”", "start", size: 12);
    }

    // Straight down where the boxes are above each other, else from the middle to the nearer corner.
    private static void DrawArrow(Svg svg, Room room, Room lower)
    {
        double from = Math.Clamp(room.Centre, lower.X + 15, lower.X + lower.Width - 15);
        double start = Math.Clamp(from, room.X + 15, room.X + room.Width - 15);
        svg.Arrow(start, room.Y + Room.Height, from, lower.Y - 2);
    }

    // What follows from other arrows is not drawn.
    private static bool IsDrawn(string project, string lower)
        => s_below[project].Contains(lower) && !s_below[project].Any(between => s_below[between].Contains(lower));

    // Link: RealTime Statistics Protocol
    [GeneratedRegex(
        @"^(?<project>\w+):(?<below>.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Line();

    /// <summary>A project as a box.</summary>
    private sealed record Room(string Name, int X, int Y, int Width, string Caption, string Fill)
    {
        public const int Height = 50;

        public string Project => Name.Replace("NetJack2.", "", StringComparison.Ordinal);

        public double Centre => X + (Width / 2.0);
    }
}
