// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text;
using Microsoft.Win32.SafeHandles;
using NetJack2.RealTime;
using NetJack2.Sessions.Connections;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Host.State;

/// <summary>A file under the XDG state directory of the user whom this process runs as.</summary>
/// <param name="name">Its name, which may come from a user: only letters, digits, dots, dashes and underscores of it are used.</param>
public sealed class StateFile(string name) : IStateFile
{
    // Larger ones are no state files, and would not fit into a plug-in's memory.
    private const int MaxBytes = 4 * 1024 * 1024;

    // Another server holds the lock for a few milliseconds.
    private const int LockAttempts = 25;
    private const int LockPauseMs = 20;

    // Where there is no place for state: a folder that cannot be made, not even by root.
    private const string NoFolder = "/dev/null/netjack2";

    private readonly string _folder = StateFolder.Path ?? NoFolder;

    /// <inheritdoc/>
    public string Path => System.IO.Path.Combine(_folder, FileName(name));

    /// <inheritdoc/>
    public Result<string> Read()
    {
        try
        {
            FileCopy copy = PlainFile.Read(Path, MaxBytes);
            return copy.Owner == PlainFile.User
                ? Encoding.UTF8.GetString(copy.Bytes)
                : new Refusal("it belongs to another user");
        }
        catch (FileNotFoundException)
        {
            return "";
        }
        catch (Exception exception) when (IsOfTheSystem(exception))
        {
            return new Refusal(exception.Message);
        }
    }

    /// <inheritdoc/>
    public Result<IDisposable> Lock()
    {
        try
        {
            _ = Directory.CreateDirectory(_folder);
            for (int attempt = 0; attempt < LockAttempts; attempt++)
            {
                if (PlainFile.TryLock($"{Path}.lock", out SafeFileHandle? hold))
                    return Result.Of<IDisposable>(hold);
                Thread.Sleep(LockPauseMs);
            }
            return new Refusal("another server keeps it locked");
        }
        catch (Exception exception) when (IsOfTheSystem(exception))
        {
            return new Refusal(exception.Message);
        }
    }

    /// <inheritdoc/>
    public Result Write(string text)
    {
        // Of this process alone: another server may be writing its own.
        string draft = $"{Path}.{Environment.ProcessId}.new";
        try
        {
            _ = Directory.CreateDirectory(_folder);
            WriteNew(draft, Encoding.UTF8.GetBytes(text));
            File.Move(draft, Path, overwrite: true);
            return Result.Success;
        }
        catch (Exception exception) when (IsOfTheSystem(exception))
        {
            Remove(draft);
            return new Refusal(exception.Message);
        }
    }

    /// <inheritdoc/>
    public Result<string> SetAside()
    {
        string copy = $"{Path}.bad";
        try
        {
            WriteNew(copy, PlainFile.Read(Path, MaxBytes).Bytes);
            return copy;
        }
        catch (Exception exception) when (IsOfTheSystem(exception))
        {
            return new Refusal(exception.Message);
        }
    }

    private static void WriteNew(string path, byte[] bytes)
    {
        // Into a file of its own: what is in its place may be a link, or a pipe.
        File.Delete(path);
        using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        stream.Write(bytes);
        stream.Flush(flushToDisk: true);
    }

    private static void Remove(string draft)
    {
        try
        {
            File.Delete(draft);
        }
        catch (Exception exception) when (IsOfTheSystem(exception))
        {
            return; // it was not there, or the next draft replaces it
        }
    }

    private static string FileName(string name) =>
        new([.. name.Select(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' ? character : '_')]);

    /// <summary>Whether an exception reports a file error of the system, and no fault here.</summary>
    internal static bool IsOfTheSystem(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or System.Security.SecurityException or NotSupportedException
            or ArgumentException;
}
