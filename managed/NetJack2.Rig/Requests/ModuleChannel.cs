// SPDX-License-Identifier: GPL-2.0-or-later
using System.Net.Sockets;
using System.Runtime.InteropServices;
using NetJack2.RealTime;
using NetJack2.Rig.Pages;
using NetJack2.Protocol.Mesh;
using NetJack2.Statistics;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Rig.Requests;

/// <summary>The netmanager, or else the netmesh, that is loaded on this computer.</summary>
internal sealed class ModuleChannel : IRigChannel, IDisposable
{
    // Longer than netmesh waits for the manager.
    private const int LimitMs = 15_000;

    // SOL_SOCKET, SO_PEERCRED, and struct ucred: process, user, group.
    private const int SocketLevel = 1, PeerCredentials = 17, CredentialsSize = 12;

    private readonly Socket _socket;

    private readonly ModulePage _page;

    private ModuleChannel(ModulePage page, int limitMs)
    {
        _page = page;
        _socket = new Socket(AddressFamily.Unix, SocketType.Seqpacket, ProtocolType.Unspecified)
        {
            ReceiveTimeout = limitMs,
            SendTimeout = limitMs,
        };
    }

    /// <summary>Connects to the module.</summary>
    /// <param name="limitMs">How long an answer may take.</param>
    /// <returns>The module, or why it cannot be asked.</returns>
    public static Result<ModuleChannel> Open(int limitMs = LimitMs)
    {
        Refusal? first = null;
        foreach (ModulePage page in InOrder(ModulePage.ReadAll()))
        {
            if (!IsAllowed(page))
            {
                first ??= Foreign(page);
                continue;
            }
            var channel = new ModuleChannel(page, limitMs);
            if (channel.Connect().Refusal is not { } refusal)
                return channel;
            channel.Dispose();
            first ??= refusal;
        }
        return first
            ?? new Refusal("neither netmanager nor netmesh is loaded into a jackd of this computer (netjack2 doctor shows what to do)");
    }

    /// <summary>The modules that could be asked, once each. The first one that this user may ask is.</summary>
    internal static IEnumerable<ModulePage> InOrder(IEnumerable<ModulePage> pages) =>
        pages.Where(page => !page.IsStale && page.Module is ModuleKind.NetManager or ModuleKind.NetMesh)
            .OrderBy(page => !page.IsTrusted).ThenBy(page => page.Module == ModuleKind.NetMesh)
            .DistinctBy(page => (page.Module, page.ProcessId));

    /// <summary>Whether a module may be connected to: one of another user could let this program wait.</summary>
    internal static bool IsAllowed(ModulePage page) => page.IsTrusted || Environment.IsPrivilegedProcess;

    /// <inheritdoc/>
    public RigReply Ask(params string[] words)
    {
        byte[] request = RequestWords.Write(words);
        if (request.Length > RequestPacket.MostWords)
            return RigReply.Failed("these names are longer than names of JACK ports can be");
        byte[] reply = new byte[RequestPacket.MostWords + 1];
        try
        {
            _ = _socket.Send(request);
            int length = _socket.Receive(reply);
            return length == 0
                ? Last($"{_page.Name} of jackd {_page.ProcessId} serves only the user of that jackd and root, and a few programs at a time")
                : new RigReply((RequestStatus)reply[0], RequestWords.Read(reply.AsSpan(1, length - 1)));
        }
        catch (SocketException exception)
        {
            return Last($"{_page.Name} of jackd {_page.ProcessId} does not answer ({exception.Message})");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private static RigReply Last(string reason) => RigReply.Failed(reason) with { IsLast = true };

    private static Refusal Foreign(ModulePage page) =>
        new($"{page.Name} of jackd {page.ProcessId} belongs to another user: its user and root can ask it");

    private Result Connect()
    {
        try
        {
            _socket.Connect(new UnixDomainSocketEndPoint(ControlName.Of(_page.Module, _page.ProcessId)));
        }
        catch (SocketException exception)
        {
            return new Refusal(
                $"{_page.Name} of jackd {_page.ProcessId} takes no requests; is it of another version? ({exception.Message})");
        }
        // Any program could have the name.
        Span<byte> credentials = stackalloc byte[CredentialsSize];
        int length = _socket.GetRawSocketOption(SocketLevel, PeerCredentials, credentials);
        ReadOnlySpan<uint> numbers = MemoryMarshal.Cast<byte, uint>(credentials);
        bool isGenuine = length == CredentialsSize && numbers[0] == (uint)_page.ProcessId
            && (numbers[1] == PlainFile.User || Environment.IsPrivilegedProcess);
        return isGenuine ? Result.Success : Foreign(_page);
    }
}
