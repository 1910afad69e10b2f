// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics;

namespace NetJack2.Interop.Tests.Proof;

/// <summary>The compiler that judges. Where it is missing a test fails: nothing was proved.</summary>
internal static class Gcc
{
    /// <summary>Compiles a source without output; its diagnostics are what gcc said, empty when it had no complaint.</summary>
    public static (bool Accepted, string Diagnostics) Check(string source, string language, string standard)
    {
        var start = new ProcessStartInfo("gcc")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        string[] arguments =
        [
            "-x", language, "-std=" + standard, "-fsyntax-only", "-Wno-ignored-attributes", "-Wno-deprecated-declarations", "-",
        ];
        foreach (string argument in arguments) start.ArgumentList.Add(argument);

        using Process gcc = Process.Start(start)!;
        Task<string> diagnostics = gcc.StandardError.ReadToEndAsync();
        gcc.StandardInput.Write(source);
        gcc.StandardInput.Close();
        gcc.WaitForExit();
        return (gcc.ExitCode == 0, diagnostics.Result);
    }
}
