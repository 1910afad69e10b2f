// SPDX-License-Identifier: GPL-2.0-or-later
using System.ComponentModel;
using System.Diagnostics;

namespace NetJack2.Cli.Doctor;

/// <summary>A program of the system that is asked something.</summary>
internal static class SystemCommand
{
    private const int TimeLimitMs = 3000;

    // Where an administrator's programs are; not every user's PATH has them.
    private static readonly string[] s_more = ["/usr/sbin", "/sbin"];

    /// <summary>The path of a program, if it is there.</summary>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Concat(s_more)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);

    /// <summary>Runs a program and returns what it prints. Null where it is not there, fails, or takes too long.</summary>
    public static string? Run(string program, params IEnumerable<string> arguments)
    {
        using Process? process = Start(program, arguments);
        if (process is null)
            return null;
        // Both are read at once: a full pipe would hold the program up.
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        if (process.WaitForExit(TimeLimitMs) && output.Wait(TimeLimitMs))
            return process.ExitCode == 0 ? output.Result : null;
        process.Kill();
        return null;
    }

    /// <summary>Starts a program whose output is read here. Null where it is not there, or not for this user to start.</summary>
    public static Process? Start(string program, params IEnumerable<string> arguments)
    {
        if (Find(program) is not { } path)
            return null;
        try
        {
            return Process.Start(new ProcessStartInfo(path, arguments)
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
