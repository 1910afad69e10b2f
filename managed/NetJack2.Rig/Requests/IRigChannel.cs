// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Rig.Requests;

/// <summary>A module of this computer that answers requests about the whole rig.</summary>
internal interface IRigChannel
{
    /// <summary>Asks it, and waits for its answer for some seconds.</summary>
    RigReply Ask(params string[] words);
}
