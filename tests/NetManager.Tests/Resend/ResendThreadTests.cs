// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics;
using NetJack2.Host.Border;
using NetJack2.Host.Net;
using NetJack2.Host.Tests.Net;
using NetJack2.Link.Datagrams;
using NetJack2.Link.Links;
using NetJack2.Link.Resend;
using NetJack2.NetManager.Resend;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.Protocol.Wire;
using NetJack2.World;

namespace NetJack2.NetManager.Tests.Resend;

/// <summary>The thread that answers requests for lost packets, with sockets of the kernel: also where it is blocked in an answer.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class ResendThreadTests
{
    // It waits for 10 s that it sleeps, by one millisecond at a time, which are two and more on a busy computer.
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_moment = TimeSpan.FromSeconds(10);

    private static readonly SessionParameters s_session
        = ExampleSession.Parameters with { Capabilities = Capabilities.All, SlaveSync = true };

    private readonly LinkedPair _pair = new(s_session);
    private readonly FaultRecord _faults = new();

    private LinkChannel Channel => _pair.Seat.Link!.Channel;

    [SetUp]
    public void Send() => _pair.RunCycles(100); // so that as many packets as are kept may be sent again

    [Test]
    public void Requests_that_the_kernel_could_put_together_are_answered_each()
    {
        ResendThread thread = Start();
        var session = new Session();
        using SocketPair sockets = Open(thread, session, out ResendPath path);
        // One system call and one piece for the kernel, which a socket with UDP_GRO would receive as one.
        Assert.That(sockets.Second.CanSegment, Is.True);
        Ask(sockets, count: 4);
        Assert.That(() => session.Sends, Is.EqualTo(4).After((int)s_moment.TotalMilliseconds, pollingInterval: 5));
        path.Dispose();
        thread.Dispose();
        Assert.That((Channel.IsAbandoned, session.IsDisposed, _faults.Count), Is.EqualTo((false, true, 0L)));
    }

    /// <summary>As a module is unloaded while its thread is blocked.</summary>
    [Test]
    public void Where_it_is_blocked_each_path_ends_all_the_same_and_what_it_uses_stays()
    {
        ResendThread thread = Start();
        using var hanging = new ManualResetEventSlim();
        var session = new Session { Hanging = hanging };
        var other = new Session();
        using SocketPair sockets = Open(thread, session, out ResendPath path),
            others = Open(thread, other, out ResendPath otherPath);
        Ask(sockets, count: 1);
        Assert.That(session.HasBegun.Wait(s_moment), Is.True);

        var time = Stopwatch.StartNew();
        path.Dispose();
        Assert.That(time.Elapsed, Is.LessThan(s_limit));
        time.Restart();
        otherPath.Dispose();
        thread.Dispose();
        Assert.That(time.Elapsed, Is.LessThan(s_moment), "it is waited for once");
        Channel.Dispose();
        Assert.That(
            (Channel.IsAbandoned, session.IsDisposed, other.IsDisposed, _faults.Count > 0), Is.EqualTo((true, false, false, true)));
        Assert.That(SocketPair.AddressOf(path.Requests), Is.EqualTo(SocketPair.AddressOf(sockets.First)), "it is open");

        // It goes on with what is there, and ends.
        hanging.Set();
        Assert.That(() => session.Sends, Is.EqualTo(1).After((int)s_moment.TotalMilliseconds, pollingInterval: 5));
        Assert.That(Channel.Sent.CountOf((uint)Channel.Counters.Values.Cycles), Is.Positive);
    }

    private ResendThread Start() => new(priority: 0, _faults, new RecordingLog());

    // The first socket is that of the path, the second one the slave's.
    private SocketPair Open(ResendThread thread, Session session, out ResendPath path)
    {
        var sockets = new SocketPair();
        sockets.First.ExpectLittle();
        path = new ResendPath(
            sockets.First, session, Channel, new ResendAnswers(s_session, Channel.IncomingParameters, Channel.Sent), thread);
        thread.Add(path);
        return sockets;
    }

    private void Ask(SocketPair sockets, int count)
    {
        using var batch = new OutgoingBatch(count * ResendRequest.MostBytes, count, 1500);
        for (int index = 0; index < count; index++)
        {
            ResendRequest.Write(
                batch.Append(ResendRequest.SizeOf(entries: 1)), StreamDirection.Return, s_session.SessionId,
                [new ResendEntry((uint)Channel.Counters.Values.Cycles, 0, 1)]);
        }
        Assert.That(sockets.Second.Send(batch), Is.EqualTo(SocketStatus.Done));
    }

    /// <summary>The session's socket, through which answers leave.</summary>
    private sealed class Session : IDatagramSocket
    {
        private int _sends;

        public int Sends => Volatile.Read(ref _sends);

        public ManualResetEventSlim HasBegun { get; } = new();

        /// <summary>What the thread waits for in a send.</summary>
        public ManualResetEventSlim? Hanging { get; init; }

        public bool IsDisposed { get; private set; }

        public SocketStatus Send(OutgoingBatch batch)
        {
            HasBegun.Set();
            Hanging?.Wait();
            _ = Interlocked.Increment(ref _sends);
            return SocketStatus.Done;
        }

        public SocketStatus Receive(IncomingBatch batch) => SocketStatus.Empty;

        public void Dispose() => IsDisposed = true;
    }
}
