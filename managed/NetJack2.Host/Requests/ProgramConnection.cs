// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Linux;
using NetJack2.Interop;
using NetJack2.Protocol.Mesh;
using NetJack2.Sessions.Rig;

namespace NetJack2.Host.Requests;

/// <summary>A program of this computer that asks: a message is a request, or the status of one and the words of its reply.</summary>
/// <remarks>Control thread.</remarks>
internal sealed unsafe class ProgramConnection(FileDescriptor descriptor) : IRequester, IDisposable
{
    private readonly byte[] _message = new byte[RequestPacket.MostWords + 1];
    private IRequestDesk? _desk;

    /// <summary>Receives a request, if there is one, and hands it in. While one is being done, no other is received.</summary>
    /// <returns>False once the program has closed its end, or has sent what is no request.</returns>
    public bool TryReceive(IRequestDesk desk, out bool hasReceived)
    {
        nint length;
        fixed (byte* message = _message)
            length = Posix.recvfrom(
                descriptor.Value, message, (nuint)_message.Length, Posix.MSG_DONTWAIT | (_desk is null ? 0 : Posix.MSG_PEEK), null, null);
        hasReceived = length > 0 && _desk is null;
        if (length < 0)
            return System.Runtime.InteropServices.Marshal.GetLastSystemError() is Posix.EAGAIN or Posix.EINTR;
        if (length == 0 || length > RequestPacket.MostWords)
            return false;
        if (!hasReceived)
            return true;
        _desk = desk;
        desk.Submit(this, _message.AsSpan(0, (int)length));
        return true;
    }

    /// <inheritdoc/>
    public void Reply(RequestStatus status, ReadOnlySpan<byte> words)
    {
        _desk = null;
        _message[0] = (byte)status;
        words.CopyTo(_message.AsSpan(1));
        fixed (byte* message = _message)
            _ = Posix.sendto(descriptor.Value, message, (nuint)words.Length + 1, Posix.MSG_DONTWAIT | Posix.MSG_NOSIGNAL, null, 0);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _desk?.Withdraw(this);
        descriptor.Dispose();
    }
}
