// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;
using NetJack2.Sessions.Takes;

namespace NetJack2.Host.State;

/// <summary>The file of a take, for this user alone. Control thread.</summary>
internal sealed class TakeFile : ITakeFile
{
    private readonly FileStream _stream;

    /// <summary>Creates a take's file, which must not exist.</summary>
    /// <param name="path">Where.</param>
    /// <exception cref="IOException">Something is there, or there is no room.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not.</exception>
    public TakeFile(string path)
    {
        Path = path;
        var options = new FileStreamOptions
        {
            // Never through a link that is there.
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.Read,
            BufferSize = 0,
        };
        if (OperatingSystem.IsLinux())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        _stream = new FileStream(path, options);
    }

    /// <inheritdoc/>
    public string Path { get; }

    /// <inheritdoc/>
    public Result Append(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _stream.Write(bytes);
            return Result.Success;
        }
        catch (Exception exception) when (StateFile.IsOfTheSystem(exception))
        {
            return new Refusal(exception.Message);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();
}
