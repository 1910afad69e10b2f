// SPDX-License-Identifier: GPL-2.0-or-later
using System.Net.Sockets;
using System.Runtime.InteropServices;
using NetJack2.Host.Linux;
using NetJack2.Host.Requests;
using NetJack2.Protocol.Mesh;
using NetJack2.RealTime;
using NetJack2.Sessions.Rig;
using NetJack2.Statistics;

namespace NetJack2.Host.Tests.Requests;

/// <summary>Requests of programs of this computer.</summary>
[NonParallelizable]
public sealed partial class ControlSocketTests
{
    private const nint Unchanged = -1, Stranger = 65_534;

    // setresuid, of this thread only.
    private static readonly nint s_setUser = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 147 : 117;

    private static readonly byte[] s_request = RequestWords.Write("machines", "0");

    [Test]
    public void A_request_is_sent_and_its_reply_received()
    {
        var desk = new Desk();
        using ControlSocket control = NewSocket(desk);
        using Socket program = Connect();
        for (int round = 0; round < 3; round++)
        {
            _ = program.Send(s_request);
            control.Poll();
            Assert.That(desk.Requests.Single().Words, Is.EqualTo(s_request));
            Assert.That(control.IsBusy, Is.True);
            // Another one before the reply waits.
            _ = program.Send(s_request);
            control.Poll();
            Assert.That(desk.Requests, Has.Count.EqualTo(1));
            desk.Answer(0, RequestStatus.Refused, "why"u8);
            Assert.That(Receive(program), Is.EqualTo("\u0001why"));
            control.Poll();
            desk.Answer(0, RequestStatus.Done, default);
            Assert.That(Receive(program), Is.EqualTo("\0"));
        }
    }

    [Test]
    public void A_program_that_ends_does_not_wait_any_more()
    {
        var desk = new Desk();
        using ControlSocket control = NewSocket(desk);
        using (Socket program = Connect())
        {
            _ = program.Send(s_request);
            control.Poll();
            Assert.That(desk.Requests, Has.Count.EqualTo(1));
        }
        control.Poll();
        Assert.That(desk.Requests, Is.Empty);
    }

    [Test]
    public void What_is_too_long_or_too_much_is_turned_away()
    {
        var desk = new Desk();
        using ControlSocket control = NewSocket(desk);
        using (Socket liar = Connect())
        {
            _ = liar.Send(new byte[RequestPacket.MostWords + 1]);
            control.Poll();
            Assert.That(Receive(liar), Is.Empty);
            Assert.That(desk.Requests, Is.Empty);
        }
        control.Poll();
        var crowd = new List<Socket>();
        for (int count = 0; count < 20; count++)
        {
            crowd.Add(Connect());
            control.Poll();
        }
        foreach (Socket program in crowd.Take(16))
            _ = program.Send(s_request);
        control.Poll();
        Assert.That(desk.Requests, Has.Count.EqualTo(16));
        foreach (Socket program in crowd.Skip(16))
            Assert.That(Receive(program), Is.Empty);
        foreach (Socket program in crowd)
            program.Dispose();
    }

    // A thread of its own has another effective user, which is what the kernel reports to the other end.
    [Test]
    public void Another_user_is_turned_away()
    {
        Assume.That(Environment.IsPrivilegedProcess, "only root can be another user");
        var desk = new Desk();
        using ControlSocket control = NewSocket(desk);
        Socket? stranger = null;
        bool isAnother = false;
        var thread = new Thread(() =>
        {
            isAnother = SystemCall(s_setUser, Unchanged, Stranger, Unchanged) == 0;
            stranger = Connect();
            _ = stranger.Send(s_request);
        });
        thread.Start();
        thread.Join();
        control.Poll();
        Assert.That(isAnother, Is.True);
        Assert.That(desk.Requests, Is.Empty);
        Assert.That(control.IsBusy, Is.False);
        Assert.That(Receive(stranger!), Is.Empty);
        stranger!.Dispose();
    }

    [Test]
    public void A_second_module_works_without_the_socket_and_logs_that_once()
    {
        using ControlSocket first = NewSocket(new Desk());
        var log = new Log();
        using (var second = new ControlSocket(ModuleKind.NetMesh, new Desk(), new MonotonicClock(), log))
        {
            second.Poll();
            second.Poll();
        }
        Assert.That(log.Warnings, Is.EqualTo(1));
        using Socket program = Connect();
        first.Dispose();
        Assert.That(Connect, Throws.InstanceOf<SocketException>(), "the name is free again");
        using ControlSocket third = NewSocket(new Desk());
        using Socket next = Connect();
    }

    private static ControlSocket NewSocket(Desk desk)
    {
        var control = new ControlSocket(ModuleKind.NetMesh, desk, new MonotonicClock(), new Log());
        control.Poll();
        return control;
    }

    private static Socket Connect()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Seqpacket, ProtocolType.Unspecified) { ReceiveTimeout = 1000 };
        socket.Connect(new UnixDomainSocketEndPoint(ControlName.Of(ModuleKind.NetMesh, Environment.ProcessId)));
        return socket;
    }

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint SystemCall(nint number, nint real, nint effective, nint saved);

    private static string Receive(Socket program)
    {
        byte[] message = new byte[2000];
        try
        {
            return System.Text.Encoding.UTF8.GetString(message.AsSpan(0, program.Receive(message)));
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionReset)
        {
            return "";
        }
    }

    private sealed class Desk : IRequestDesk
    {
        public List<(IRequester Requester, byte[] Words)> Requests { get; } = [];

        public void Submit(IRequester requester, ReadOnlySpan<byte> words) => Requests.Add((requester, words.ToArray()));

        public void Withdraw(IRequester requester) => Requests.RemoveAll(request => request.Requester == requester);

        public void Answer(int index, RequestStatus status, ReadOnlySpan<byte> words)
        {
            IRequester requester = Requests[index].Requester;
            Requests.RemoveAt(index);
            requester.Reply(status, words);
        }
    }

    private sealed class Log : IControlLog
    {
        public int Warnings { get; private set; }

        public void Info(string line)
        {
        }

        public void Warn(string line) => Warnings++;
    }
}
