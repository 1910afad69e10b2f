// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Rig.Requests;

/// <summary>A channel that stops asking once the module no longer answers: the next answer could belong to the previous question.</summary>
/// <param name="channel">The channel.</param>
internal sealed class EndingChannel(IRigChannel channel) : IRigChannel
{
    private RigReply? _last;

    /// <inheritdoc/>
    public RigReply Ask(params string[] words)
    {
        if (_last is not null)
            return _last;
        RigReply reply = channel.Ask(words);
        if (reply.IsLast)
            _last = reply;
        return reply;
    }
}
