// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.TestHosts.Pairs;

namespace NetJack2.Bench;

/// <summary>The last lines of the demo: PASSED or FAILED, and why. Green or red on a terminal, unless NO_COLOR is set.</summary>
internal static class DemoVerdict
{
    private const int Red = 31, Green = 32;

    private static bool HasColour
        => !Console.IsOutputRedirected
            && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");

    /// <summary>Prints the verdict; true if it is PASSED.</summary>
    public static bool Print(LoopResult result, NetPairOptions options)
    {
        string? fault = FaultOf(result, options);
        string verdict = fault is null ? Coloured("PASSED", Green) : Coloured("FAILED", Red);
        string xruns = result.Xruns == 0 ? "" : $", despite {result.Xruns} xruns";
        string right = $"all {result.Frames} frames came back right, {Delay(result.Lag, result.Rate)} later{xruns}.";
        Console.WriteLine($"{verdict}: {fault ?? right}");
        return fault is null;
    }

    private static string? FaultOf(LoopResult result, NetPairOptions options)
    {
        if (result.Lag < 0) return "no audio came back.";
        if (!result.IsPerfect)
        {
            long wrong = result.GlitchFrames + result.Undecodable;
            string frames = $"of {result.Frames} frames {result.SilentFrames} were lost and {wrong} wrong.";
            return result.Xruns == 0
                ? frames
                : $"{frames}\n{result.Xruns} xruns: this computer was too busy. Stop other programs and try again.";
        }

        return result.Lag == options.ExpectedLag
            ? null
            : $"all frames came back, but {Delay(result.Lag, result.Rate)} later;\n"
                + $"-l {options.Latency} stands for {Delay(options.ExpectedLag, result.Rate)}.";
    }

    private static string Delay(long frames, uint rate) => $"{frames} frames ({frames * 1000.0 / rate:0.0} ms)";

    private static string Coloured(string text, int colour) => HasColour ? $"\e[{colour}m{text}\e[0m" : text;
}
