// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Results;

/// <summary>What became of notes that were begun and ended on one port and came out of another.</summary>
/// <param name="Sent">Notes that were begun, and ended; 0 where only received was.</param>
/// <param name="Begun">Notes that began here.</param>
/// <param name="Ended">Notes that ended here.</param>
/// <param name="Strange">Beginnings of what was on, ends of what was not, other events.</param>
/// <param name="Held">Notes that were still on in the end.</param>
public sealed record NotesResult(long Sent, long Begun, long Ended, long Strange, int Held, int Xruns);
