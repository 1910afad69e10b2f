// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text;
using System.Text.RegularExpressions;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Cli.Doctor;

/// <summary>The libjackserver.so.0 that a jackd has loaded, or would load.</summary>
internal static partial class ServerLibrary
{
    /// <summary>The beginning of the file name of the server library.</summary>
    public const string Name = "libjackserver.so.";

    private const int Largest = 64 * 1024 * 1024;

    // The first version whose drivers are laid out as the net driver knows, and the last one that was tested.
    private static readonly Version s_first = new(1, 9, 14), s_last = new(1, 9, 22);

    // Only a library with drivers has it.
    private static readonly byte[] s_mark = "_ZTVN4Jack15JackAudioDriverE"u8.ToArray();

    /// <summary>The library that the jackd of this user's PATH would load.</summary>
    public static Finding Run()
    {
        if (SystemCommand.Find("jackd") is not { } program)
            return new Finding(Verdict.Wrong, "There is no jackd here.", "Install jack2: apt install jackd2");
        Match match = Found().Match(SystemCommand.Run("ldd", program) ?? "");
        return match.Success
            ? Describe(program, match.Groups["path"].Value)
            : new Finding(Verdict.Note, $"{program} has no {Name}0: is it jack2?", "Install jack2: apt install jackd2");
    }

    /// <summary>Returns the finding about the server library of a process.</summary>
    /// <param name="who">The program or server that loads it.</param>
    /// <param name="path">Where it is.</param>
    public static Finding Describe(string who, string path)
    {
        try
        {
            byte[] bytes = PlainFile.Read(path, Largest, mayBeLink: true).Bytes;
            return bytes.AsSpan().IndexOf(s_mark) < 0
                ? new Finding(
                    Verdict.Wrong,
                    $"{who} loads {path}, which is not that of jack2 and has no drivers: it is PipeWire's.",
                    "Start jackd with LD_LIBRARY_PATH set to the folder of jack2's libjackserver.so.0, "
                        + "or remove pipewire-jack-*.conf from /etc/ld.so.conf.d and run ldconfig")
                : DescribeVersion(who, Encoding.Latin1.GetString(bytes));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Finding(Verdict.Note, $"{who} loads {path}, which this user may not read.", "sudo netjack2 doctor");
        }
    }

    /// <summary>Returns the finding about the version of a server library.</summary>
    /// <param name="who">The program or server that has it.</param>
    /// <param name="library">The bytes of its library, in which the version stands between two NULs.</param>
    public static Finding DescribeVersion(string who, string library)
    {
        Match match = Number().Match(library);
        if (!match.Success)
            return new Finding(
                Verdict.Note, $"{who} does not report its version.", $"The net driver knows jack2 {s_first} to {s_last}.");
        Version version = Version.Parse(match.Groups["version"].ValueSpan);
        if (version < s_first)
            return new Finding(
                Verdict.Wrong,
                $"{who} is jack2 {version}; the net driver needs {s_first} or later.",
                "Take one of those, or the distribution's net driver: unset JACK_DRIVER_DIR");
        return version <= s_last
            ? new Finding(Verdict.Good, $"{who} is jack2 {version}.")
            : new Finding(
                Verdict.Note,
                $"{who} is jack2 {version}, newer than the tested {s_last}.",
                "Nothing, if jackd -d net starts: the net driver looks at the layout of the server.");
    }

    [GeneratedRegex(@"\blibjackserver\.so\.0 => (?<path>/\S+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Found();

    [GeneratedRegex(@"\0(?<version>\d\.\d{1,3}\.\d{1,3})\0", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Number();
}
