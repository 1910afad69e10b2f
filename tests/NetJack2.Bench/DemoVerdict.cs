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
        string xruns = result.Xruns == 0 ? "" : $"\n{Xruns(result.Xruns)} of this computer cost no frame.";
        return Print(
            FaultOf(result, options.ExpectedLag, $"-l {options.Latency}"),
            $"all {result.Frames} frames came back right, {Delay(result.Lag, result.Rate)} later.{xruns}");
    }

    /// <summary>Prints a verdict; true if it is PASSED.</summary>
    /// <param name="fault">Why it is FAILED; null: it is not.</param>
    /// <param name="right">What is right.</param>
    public static bool Print(string? fault, string right)
    {
        Console.WriteLine($"{(fault is null ? Coloured("PASSED", Green) : Coloured("FAILED", Red))}: {fault ?? right}");
        return fault is null;
    }

    /// <summary>Why a result is not right; null: it is.</summary>
    /// <param name="result">The result.</param>
    /// <param name="lag">The frames that it should take there and back.</param>
    /// <param name="stands">What stands for them.</param>
    public static string? FaultOf(LoopResult result, long lag, string stands)
    {
        if (result.Lag < 0) return "no audio came back.";
        if (!result.IsPerfect)
        {
            long wrong = result.GlitchFrames + result.Undecodable;
            string frames = $"of {result.Frames} frames {result.SilentFrames} were lost and {wrong} wrong.";
            return result.Xruns == 0
                ? frames
                : $"{frames}\n{Xruns(result.Xruns)}: this computer was too busy. Stop other programs and try again.";
        }

        return result.Lag == lag
            ? null
            : $"all frames came back, but {Delay(result.Lag, result.Rate)} later;\n{stands} stands for {Delay(lag, result.Rate)}.";
    }

    private static string Xruns(int count) => count == 1 ? "1 xrun" : $"{count} xruns";

    private static string Delay(long frames, uint rate) => $"{frames} frames ({frames * 1000.0 / rate:0.0} ms)";

    private static string Coloured(string text, int colour) => HasColour ? $"\e[{colour}m{text}\e[0m" : text;
}
