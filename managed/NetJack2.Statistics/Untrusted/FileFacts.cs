// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;

namespace NetJack2.Statistics.Untrusted;

/// <summary>The facts about a file from the kernel: the part of <c>struct statx</c> that is used.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
public readonly struct FileFacts
{
    private const int TypeMask = 0xF000, RegularType = 0x8000, FolderType = 0x4000;

    /// <summary>The id of the user that owns it.</summary>
    [FieldOffset(20)]
    public readonly uint Owner;

    [FieldOffset(28)]
    private readonly ushort _mode;

    /// <summary>Bytes; 0 of a file in /proc.</summary>
    [FieldOffset(40)]
    public readonly long Length;

    /// <summary>Whether it is a file with bytes: no link, pipe, socket, device or folder.</summary>
    public bool IsRegular => (_mode & TypeMask) == RegularType;

    /// <summary>Whether it is a folder, and no link to one.</summary>
    public bool IsFolder => (_mode & TypeMask) == FolderType;
}
