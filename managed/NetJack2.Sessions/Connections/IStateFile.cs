// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Sessions.Connections;

/// <summary>A file of the user in which something is remembered. Control thread.</summary>
public interface IStateFile
{
    /// <summary>Where it is, for log lines.</summary>
    string Path { get; }

    /// <summary>Its text: empty where there is no file.</summary>
    /// <returns>What was wrong, or nothing.</returns>
    string? TryRead(out string text);

    /// <summary>Replaces its text, whole or not at all.</summary>
    /// <returns>What was wrong, or nothing.</returns>
    string? TryWrite(string text);

    /// <summary>Keeps a copy beside it.</summary>
    /// <returns>What was wrong, or nothing.</returns>
    string? TrySetAside(out string copy);
}
