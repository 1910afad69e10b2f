// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Results;

/// <summary>Check of notes that were sent to one port and received from another.</summary>
/// <param name="Sent">Notes that were begun and ended; 0 if another process sent them.</param>
/// <param name="Begun">Received "note on".</param>
/// <param name="Ended">Received "note off".</param>
/// <param name="Strange">"Note on" of notes that were on, "note off" of notes that were off, other events.</param>
/// <param name="Held">Notes that are on at the end.</param>
public sealed record NotesResult(long Sent, long Begun, long Ended, long Strange, int Held, int Xruns);
