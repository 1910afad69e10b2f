// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics;

namespace NetJack2.Interop.Tests.Proof;

/// <summary>The compiler of a processor, with the headers of its processor.</summary>
internal sealed class Gcc
{
    private static readonly string s_root = SourceTree.PathOf("build/arm64-root");
    private readonly string _command;
    private readonly string[] _arguments;

    private Gcc(string command, params string[] arguments)
    {
        _command = command;
        _arguments = arguments;
    }

    /// <summary>That of this computer. Where it is missing a test fails: nothing was proved.</summary>
    public static Gcc Own { get; } = new("gcc");

    /// <summary>The one for arm64. Where scripts/arm64.sh found no headers for it, the test is skipped.</summary>
    public static Gcc Arm64
    {
        get
        {
            if (!File.Exists(Path.Combine(s_root, "usr", "include", "jack", "jack.h")))
            {
                string obstacle = Path.Combine(s_root, "obstacle");
                Assert.Ignore(File.Exists(obstacle) ? File.ReadAllText(obstacle) : "there are no headers: run scripts/arm64.sh");
            }

            return new Gcc("aarch64-linux-gnu-gcc", "--sysroot=" + s_root);
        }
    }

    /// <summary>Compiles a source without output; its diagnostics are the output of gcc, empty when it had no complaint.</summary>
    public (bool Accepted, string Diagnostics) Check(string source, string language, string standard, params string[] more)
    {
        var start = new ProcessStartInfo(_command)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        string[] arguments =
        [
            .. _arguments, "-x", language, "-std=" + standard, "-fsyntax-only", "-Wno-ignored-attributes", "-Wno-deprecated-declarations",
            .. more, "-",
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
