// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Sessions.Rig;

namespace NetJack2.Sessions.Mesh;

/// <summary>The ports of the master that lead to slaves: those of the slaves' clients.</summary>
public sealed class SlaveChannels : IChannelNames
{
    /// <inheritdoc/>
    public IEnumerable<(string Peer, bool? IsReceived)> Links => [];

    /// <inheritdoc/>
    public string PrefixOf(string peer, bool isToPeer, bool isMidi) =>
        $"{peer}:{(isMidi ? "midi_" : "")}{(isToPeer ? "to" : "from")}_slave_";
}
