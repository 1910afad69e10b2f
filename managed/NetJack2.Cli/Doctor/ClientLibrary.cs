// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Rig.Pages;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Cli.Doctor;

/// <summary>The libjack.so.0 that the loader finds, which decides whose clients this user's programs are: jackd's or PipeWire's.</summary>
internal static class ClientLibrary
{
    private const string Name = "libjack.so.0";
    private const int Largest = 64 * 1024 * 1024;
    private const string ToJackd = "LD_LIBRARY_PATH=(folder of jack2's libjack.so.0), or remove pipewire-jack-*.conf from "
        + "/etc/ld.so.conf.d and run ldconfig";

    // Only PipeWire's needs it.
    private static readonly byte[] s_mark = "\0libpipewire-0.3.so.0\0"u8.ToArray();

    /// <summary>Checks the library and the servers that run.</summary>
    public static Finding Run()
    {
        // As the loader finds it for netjack2 master: LD_LIBRARY_PATH, which pw-jack sets, and /etc/ld.so.conf.d count.
        string? path = !NativeLibrary.TryLoad(Name, out _) ? null : JackProcess.LoadedFiles(Environment.ProcessId)?
            .FirstOrDefault(file => Path.GetFileName(file).StartsWith("libjack.so.", StringComparison.Ordinal));
        return Describe(path, JackProcess.FindAll().Count != 0, JackProcess.FindAll("pipewire").Count != 0);
    }

    /// <summary>Returns the finding about a client library.</summary>
    /// <param name="path">Where it is; null: there is none.</param>
    /// <param name="hasJackd">Whether a jackd runs.</param>
    /// <param name="hasPipeWire">Whether a PipeWire runs.</param>
    public static Finding Describe(string? path, bool hasJackd, bool hasPipeWire)
    {
        if (path is null)
            return new Finding(
                Verdict.Note,
                $"There is no {Name}: JACK's programs, netjack2 master and netjack2 join do not start.",
                "Install jackd2 or pipewire-jack.");
        if (!IsPipeWires(path))
            return hasPipeWire && !hasJackd
                ? new Finding(
                    Verdict.Note,
                    $"JACK's programs find no server: {path} is that of jack2, no jackd runs, and PipeWire does.",
                    "pw-jack netjack2 master, or pw-jack in front of any other program")
                : new Finding(Verdict.Good, $"JACK's programs are clients of jackd: {path} is that of jack2.");
        return !hasJackd
            ? new Finding(Verdict.Good, $"JACK's programs are clients of PipeWire: {path} is PipeWire's.")
            : hasPipeWire
                ? new Finding(
                    Verdict.Note, $"JACK's programs are clients of PipeWire, not of the jackd that runs: {path} is PipeWire's.", ToJackd)
                : new Finding(
                    Verdict.Wrong, $"JACK's programs find no server: {path} is PipeWire's, and only a jackd runs.", ToJackd);
    }

    private static bool IsPipeWires(string path)
    {
        try
        {
            return PlainFile.Read(path, Largest, mayBeLink: true).Bytes.AsSpan().IndexOf(s_mark) >= 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
