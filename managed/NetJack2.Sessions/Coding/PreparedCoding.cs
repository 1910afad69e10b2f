// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Coding;
using NetJack2.Protocol.Session;

namespace NetJack2.Sessions.Coding;

/// <summary>How the audio of a session is coded at this end: found before the session begins.</summary>
/// <param name="Session">The session, with the delay of coding in it.</param>
/// <param name="Codec">The codec, where there is one.</param>
/// <param name="Load">Share of each period that coding takes at most, 0…1.</param>
public sealed record PreparedCoding(SessionParameters Session, ICodec? Codec, double Load)
{
    /// <inheritdoc/>
    /// <remarks>In place of the text with all members: see <see cref="SessionParameters.ToString"/>.</remarks>
    public override string ToString() => Session.ToString();
}
