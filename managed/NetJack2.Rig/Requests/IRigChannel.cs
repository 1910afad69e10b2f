// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Rig.Requests;

/// <summary>A module of this computer that answers requests about the whole rig.</summary>
internal interface IRigChannel
{
    /// <summary>Sends a request and waits for its reply, some seconds at most. A failure is a reply with the reason.</summary>
    RigReply Ask(params string[] words);
}
