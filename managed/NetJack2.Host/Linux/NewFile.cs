// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Host.Linux;

/// <summary>Files in a folder that every user may write into. Control thread.</summary>
internal static class NewFile
{
    /// <summary>Makes a file that every user may read.</summary>
    /// <param name="path">Where.</param>
    /// <param name="preallocated">Bytes that it gets at once.</param>
    /// <exception cref="IOException">Something is there, or there is no room.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not.</exception>
    public static FileStream Create(string path, int preallocated)
    {
        // CreateNew: never through a link that another user has put there.
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite,
            PreallocationSize = preallocated,
            BufferSize = 0,
        };
        if (OperatingSystem.IsLinux())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        return new FileStream(path, options);
    }
}
