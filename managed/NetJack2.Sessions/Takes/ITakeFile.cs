// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Sessions.Takes;

/// <summary>The file of a take. Control thread; all may block on the disk.</summary>
public interface ITakeFile : IDisposable
{
    /// <summary>Where it is, for log lines.</summary>
    string Path { get; }

    /// <summary>Appends bytes. Allocates only where it fails.</summary>
    Result Append(ReadOnlySpan<byte> bytes);
}
