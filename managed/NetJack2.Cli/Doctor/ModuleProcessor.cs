// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Cli.Doctor;

/// <summary>The processor that a module is built for. For one of another processor jackd reports only that it cannot be loaded.</summary>
internal static class ModuleProcessor
{
    // The header of an ELF file: magic, byte order (1: least first), and the machine.
    private const int HeaderSize = 20, OrderOffset = 5, MachineOffset = 18;

    // EM_X86_64 and EM_AARCH64 of elf.h.
    private static readonly (int Machine, Architecture Architecture, string Name)[] s_machines =
        [(62, Architecture.X64, "x86-64"), (183, Architecture.Arm64, "arm64")];

    /// <summary>Why this computer cannot load a module, in half a sentence; null where it can, or the file is none.</summary>
    public static string? Obstacle(string module) =>
        MachineOf(module) is { } machine && Own is { } own && machine != own.Machine
            ? $"it is built for {NameOf(machine)}, and this computer is {own.Name}"
            : null;

    private static (int Machine, string Name)? Own => Array.Find(s_machines, each => each.Architecture == RuntimeInformation.OSArchitecture)
        is { Machine: > 0 } own ? (own.Machine, own.Name) : null;

    private static string NameOf(int machine) =>
        Array.Find(s_machines, each => each.Machine == machine).Name ?? $"processor {machine} of elf.h";

    private static int? MachineOf(string module)
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        try
        {
            // The folder may be another user's: a process decides which one it loads modules from.
            if (PlainFile.ReadStart(module, header) < HeaderSize)
                return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
        return header.StartsWith("\u007fELF"u8) && header[OrderOffset] == 1
            ? BinaryPrimitives.ReadUInt16LittleEndian(header[MachineOffset..])
            : null;
    }
}
