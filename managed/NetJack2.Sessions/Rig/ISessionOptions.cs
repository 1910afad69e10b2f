// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Sessions.Rig;

/// <summary>The options of a machine's session with its master, which can be changed while it runs. Control thread.</summary>
public interface ISessionOptions
{
    /// <summary>Sets options, all of them or none; the session begins anew with them a moment later.</summary>
    /// <param name="words">For each option its letter and its value, each word with a NUL behind it.</param>
    /// <returns>Why not, as a clause; empty: it is done.</returns>
    string Change(ReadOnlySpan<byte> words);
}
