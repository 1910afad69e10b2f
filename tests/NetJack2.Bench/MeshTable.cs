// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;

namespace NetJack2.Bench;

/// <summary>The table of the demo of a mesh: a row for each second, at most 80 columns.</summary>
internal sealed class MeshTable
{
    private const int Width = 23;

    private long _cycles;

    /// <param name="names">Of the pairs, three at most.</param>
    public MeshTable(IReadOnlyList<string> names)
    {
        Console.WriteLine($"\n{"",6}{string.Concat(names.Select(name => $"{name,Width}"))}");
        Console.WriteLine($"{"time",6}{string.Concat(names.Select(_ => $"{"frames    ms   wrong",Width}"))}");
    }

    /// <summary>Prints a row, once each pair has a new result.</summary>
    public void Show(IReadOnlyList<LoopResult?> results)
    {
        long cycles = results.Min(result => result?.Cycles ?? 0);
        if (cycles <= _cycles) return;
        _cycles = results.Max(result => result!.Cycles);
        Console.WriteLine($"{cycles * results[0]!.Period / results[0]!.Rate,4} s{string.Concat(results.Select(result => Cell(result!)))}");
    }

    private static string Cell(LoopResult now)
        => $"{$"{now.Lag} {now.Lag * 1000.0 / now.Rate,5:0.0} {now.WrongFrames,7}",Width}";
}
