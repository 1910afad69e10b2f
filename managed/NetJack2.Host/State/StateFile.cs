// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text;
using NetJack2.Sessions.Connections;

namespace NetJack2.Host.State;

/// <summary>A file under the XDG state directory of the user whom this process runs as.</summary>
/// <param name="name">Its name, which may come from a user: only letters, digits, dots, dashes and underscores of it are used.</param>
public sealed class StateFile(string name) : IStateFile
{
    // Larger ones are not ours, and would not fit into a plug-in's memory.
    private const long MaxBytes = 4 * 1024 * 1024;

    private readonly string _folder = System.IO.Path.Combine(Root, "netjack2");

    /// <inheritdoc/>
    public string Path => System.IO.Path.Combine(_folder, FileName(name));

    // The specification lets a relative path count for nothing.
    private static string Root
        => Environment.GetEnvironmentVariable("XDG_STATE_HOME") is { Length: > 0 } set && System.IO.Path.IsPathRooted(set)
        ? set
        : System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state");

    /// <inheritdoc/>
    public string? TryRead(out string text)
    {
        text = "";
        try
        {
            var file = new FileInfo(Path);
            if (Directory.Exists(Path))
                return "it is a folder";
            if (!file.Exists)
                return null;
            if (file.Length > MaxBytes)
                return $"it has {file.Length} bytes, more than {MaxBytes}";
            text = File.ReadAllText(Path, Encoding.UTF8);
            return null;
        }
        catch (Exception exception) when (IsOfTheSystem(exception))
        {
            return exception.Message;
        }
    }

    /// <inheritdoc/>
    public string? TryWrite(string text)
    {
        string draft = $"{Path}.new";
        try
        {
            _ = Directory.CreateDirectory(_folder);
            using (var stream = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                stream.Write(Encoding.UTF8.GetBytes(text));
                stream.Flush(flushToDisk: true);
            }
            File.Move(draft, Path, overwrite: true);
            return null;
        }
        catch (Exception exception) when (IsOfTheSystem(exception))
        {
            Remove(draft);
            return exception.Message;
        }
    }

    /// <inheritdoc/>
    public string? TrySetAside(out string copy)
    {
        copy = $"{Path}.bad";
        try
        {
            File.Copy(Path, copy, overwrite: true);
            return null;
        }
        catch (Exception exception) when (IsOfTheSystem(exception))
        {
            return exception.Message;
        }
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

    private static bool IsOfTheSystem(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or System.Security.SecurityException or NotSupportedException
            or ArgumentException;
}
