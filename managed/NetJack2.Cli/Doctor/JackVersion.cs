// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.RegularExpressions;

namespace NetJack2.Cli.Doctor;

/// <summary>Which jackd would be started here.</summary>
internal static partial class JackVersion
{
    private const int Major = 1, Minor = 9, First = 14, Last = 22;

    public static Finding Run() => SystemCommand.Find("jackd") is { } path
        ? Describe(path, SystemCommand.Run("jackd", "--version") ?? "")
        : new Finding(Verdict.Wrong, "There is no jackd here.", "Install jack2: apt install jackd2");

    /// <summary>What a version means.</summary>
    /// <param name="path">The program.</param>
    /// <param name="printed">What it prints when it is asked for its version.</param>
    public static Finding Describe(string path, string printed)
    {
        Match match = Version().Match(printed);
        if (!match.Success)
            return new Finding(
                Verdict.Note,
                $"{path} does not tell its version.",
                $"The net driver knows jack2 {Major}.{Minor}.{First} to {Major}.{Minor}.{Last}.");
        var version = System.Version.Parse(match.ValueSpan);
        return version >= new Version(Major, Minor, First) && version <= new Version(Major, Minor, Last)
            ? new Finding(Verdict.Good, $"{path} is jack2 {version}.")
            : new Finding(
                Verdict.Wrong,
                $"{path} is {version}; the net driver knows jack2 {Major}.{Minor}.{First} to {Major}.{Minor}.{Last}.",
                "Take one of those, or the distribution's net driver: unset JACK_DRIVER_DIR");
    }

    [GeneratedRegex(@"\d+\.\d+\.\d+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Version();
}
