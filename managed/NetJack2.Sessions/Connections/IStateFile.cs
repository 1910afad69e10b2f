// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Sessions.Connections;

/// <summary>A file of the user in which something is remembered. Control thread.</summary>
public interface IStateFile
{
    /// <summary>Where it is, for log lines.</summary>
    string Path { get; }

    /// <summary>Reads its text: empty where there is no file. May block on the disk.</summary>
    Result<string> Read();

    /// <summary>Keeps other processes from replacing its text meanwhile. May block for half a second.</summary>
    /// <returns>What releases the lock when it is disposed of, or why there is no lock.</returns>
    Result<IDisposable> Lock();

    /// <summary>Replaces its text, whole or not at all. May block on the disk.</summary>
    Result Write(string text);

    /// <summary>Copies it to a file beside it, which replaces an earlier copy. May block on the disk.</summary>
    /// <returns>The path of the copy.</returns>
    Result<string> SetAside();
}
