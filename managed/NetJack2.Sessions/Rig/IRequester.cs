// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Mesh;

namespace NetJack2.Sessions.Rig;

/// <summary>A party that waits for the reply to its request, one at a time. Control thread.</summary>
public interface IRequester
{
    /// <summary>Receives the reply.</summary>
    /// <param name="status">What has become of the request.</param>
    /// <param name="words">At most <see cref="RequestPacket.MostWords"/> bytes, which do not outlive the call.</param>
    void Reply(RequestStatus status, ReadOnlySpan<byte> words);
}
