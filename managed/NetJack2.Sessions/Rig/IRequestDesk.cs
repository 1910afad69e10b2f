// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Sessions.Rig;

/// <summary>Where programs of this computer hand in their requests. Control thread.</summary>
public interface IRequestDesk
{
    /// <summary>Accepts a request. The reply is given in this call or in a later one.</summary>
    /// <param name="requester">Receives the reply.</param>
    /// <param name="words">At most <see cref="Protocol.Mesh.RequestPacket.MostWords"/> bytes.</param>
    void Submit(IRequester requester, ReadOnlySpan<byte> words);

    /// <summary>Withdraws a request: its reply is not sent.</summary>
    void Withdraw(IRequester requester);
}
