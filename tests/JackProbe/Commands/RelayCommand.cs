// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Relay;
using NetJack2.JackProbe.Results;

namespace NetJack2.JackProbe.Commands;

/// <summary>
/// <c>relay --first DEVICE --second DEVICE</c>: forwards Ethernet frames between two cables until end of input. Each line of its input is a
/// command, and is answered by the same line and "ok": <c>impair there|back [--delay S] [--jitter S] [--overtake P] [--duplicate P]
/// [--drop P] [--burst N] [--mutants N] [--seed N]</c> sets the impairment of one direction, from the first cable to the second or back;
/// <c>heal</c> ends it in both; <c>report</c> prints the counts of both since their last <c>impair</c>.
/// </summary>
internal static class RelayCommand
{
    public static int Run(Options options)
    {
        using var first = new PacketSocket(options.Text("first"));
        using var second = new PacketSocket(options.Text("second"));
        var there = new Lane("there", first, second);
        var back = new Lane("back", second, first);
        Console.Out.WriteLine("relaying");
        while (Console.In.ReadLine() is { } line)
        {
            Obey(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), there, back);
            Console.Out.WriteLine($"{line}: ok");
        }

        return 0;
    }

    private static void Obey(string[] words, Lane there, Lane back)
    {
        switch (words)
        {
            case ["impair", "there", .. var how]:
                there.Impair(Parse(Options.Parse(how)));
                break;
            case ["impair", "back", .. var how]:
                back.Impair(Parse(Options.Parse(how)));
                break;
            case ["heal"]:
                there.Heal();
                back.Heal();
                break;
            case ["report"]:
                _ = Output.Print(new RelayResult(there.Result, back.Result), ResultsJson.Default.RelayResult);
                break;
            default:
                throw new ProbeException($"unknown relay command: {string.Join(' ', words)}");
        }
    }

    private static Impairment Parse(Options options) => new()
    {
        Delay = options.Number("delay", 0),
        Jitter = options.Number("jitter", 0),
        Overtake = options.Number("overtake", 0),
        Duplicate = options.Number("duplicate", 0),
        Drop = options.Number("drop", 0),
        Burst = options.Count("burst", 1),
        Mutants = options.Count("mutants", 0),
        Seed = options.Count("seed", 1),
    };
}
