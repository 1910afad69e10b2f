// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Net;
using NetJack2.Link.Datagrams;
using NetJack2.Link.Links;
using NetJack2.Link.Resend;

namespace NetJack2.NetManager.Resend;

/// <summary>The socket for a slave's requests for lost packets, and what answers them.</summary>
/// <param name="requests">The socket of the requests, connected to where they come from. It is closed with the path.</param>
/// <param name="session">A second end of the session's own socket, which the slave receives.</param>
/// <param name="channel">The session's end, from whose memory the answers come.</param>
/// <param name="answers">The answers.</param>
/// <param name="thread">The thread that serves it.</param>
internal sealed class ResendPath(
    UdpSocket requests, IDatagramSocket session, LinkChannel channel, ResendAnswers answers, ResendThread thread) : IDisposable
{
    /// <summary>The socket at which the slave's requests arrive.</summary>
    public UdpSocket Requests => requests;

    /// <summary>The socket through which the answers leave.</summary>
    public IDatagramSocket Session => session;

    /// <summary>The answers to the requests of this path.</summary>
    public ResendAnswers Answers => answers;

    /// <summary>Ends it: the thread does not use it any more when this returns. Control thread.</summary>
    public void Dispose()
    {
        // Where the thread is blocked, it keeps what it uses.
        if (!thread.TryRemove(this))
        {
            channel.Abandon();
            return;
        }
        requests.Dispose();
        session.Dispose();
        answers.Dispose();
    }
}
