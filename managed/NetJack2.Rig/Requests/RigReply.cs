// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Mesh;

namespace NetJack2.Rig.Requests;

/// <summary>The answer of a module to a request.</summary>
/// <param name="Status">What has become of it.</param>
/// <param name="Words">The result, or what was wrong.</param>
internal sealed record RigReply(RequestStatus Status, string[] Words)
{
    /// <summary>A request that could not be made.</summary>
    public static RigReply Failed(string reason) => new(RequestStatus.Refused, [reason]);

    /// <summary>Whether the machine that was asked runs a version without this request.</summary>
    public bool IsNotKnown =>
        Status == RequestStatus.Refused && Words is [var reason, ..] && reason.EndsWith(RequestWords.NotKnown, StringComparison.Ordinal);

    /// <summary>Whether the module no longer answers: a later answer could belong to this request.</summary>
    public bool IsLast { get; init; }
}
