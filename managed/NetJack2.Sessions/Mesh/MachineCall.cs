// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Mesh;
using NetJack2.Sessions.Rig;

namespace NetJack2.Sessions.Mesh;

/// <summary>A request of the manager to a machine, and its reply.</summary>
/// <remarks>Control thread.</remarks>
internal sealed class MachineCall(Machine machine, params string[] words) : IRequester
{
    private byte[] _reply = [];

    /// <summary>The machine to which the request goes.</summary>
    public Machine Machine => machine;

    /// <summary>The words of the request, as they are sent.</summary>
    public byte[] Request { get; } = RequestWords.Write(words);

    /// <summary>Whether the reply has arrived, or the machine did not answer in time.</summary>
    public bool IsFinished { get; private set; }

    /// <summary>The result of the request; has no meaning before <see cref="IsFinished"/>.</summary>
    public RequestStatus Status { get; private set; }

    /// <summary>The words of the reply, as received; empty before it.</summary>
    public ReadOnlySpan<byte> Reply => _reply;

    /// <summary>The words of the reply. Allocates.</summary>
    public string[] Words => RequestWords.Read(_reply);

    /// <inheritdoc/>
    void IRequester.Reply(RequestStatus status, ReadOnlySpan<byte> words)
    {
        (Status, IsFinished) = (status, true);
        _reply = words.ToArray();
    }
}
