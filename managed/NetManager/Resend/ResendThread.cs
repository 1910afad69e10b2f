// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Host.Border;
using NetJack2.Host.Linux;
using NetJack2.Interop;
using NetJack2.Protocol.Extension;
using NetJack2.RealTime;
using NetJack2.Sessions.Handshake;
using NetJack2.Statistics;

namespace NetJack2.NetManager.Resend;

/// <summary>The thread that answers all slaves' requests for lost packets as soon as they arrive, a step below the priority of the
/// cycles.</summary>
/// <remarks>It runs from the first path on, and sleeps while no peer asks.</remarks>
internal sealed unsafe class ResendThread : IGuarded, IDisposable
{
    private const long LongestWaitNs = 1_000_000_000;
    private const int JoinMs = 2_000;

    // A flood of requests must not take the processor from the clients of the server: so many datagrams of each slave, and then a pause.
    // The first request after a silence waits for nothing.
    private const int DatagramsPerRound = 4;
    private const long PauseNs = 100_000;

    private readonly Handover<ResendPath[]> _paths = new([]);
    private readonly WakeEvent _wake = new();
    private readonly pollfd* _polled = (pollfd*)NativeMemory.AllocZeroed(1 + ManagerLimits.MostSlaves, (nuint)sizeof(pollfd));
    private readonly byte[] _buffer = new byte[ResendRequest.MostBytes + 1];
    private readonly RealTimeThread _thread;
    private volatile bool _isStopping;
    private ResendPath[] _known = [];
    private bool _hangs;

    /// <summary>Starts the thread.</summary>
    /// <param name="priority">Of SCHED_FIFO; below 1: none.</param>
    /// <param name="faults">Where its exceptions are noted.</param>
    /// <param name="log">The module's log.</param>
    public ResendThread(int priority, FaultRecord faults, IControlLog log)
    {
        Faults = faults;
        _thread = new RealTimeThread("netjack2-resend", priority, Run, faults, log);
    }

    /// <inheritdoc/>
    public FaultRecord Faults { get; }

    /// <inheritdoc/>
    [RealTimeSafe]
    public void Recover(FaultPlace place) => _paths.Leave();

    /// <summary>Serves a path from now on. Control thread.</summary>
    public void Add(ResendPath path) => _ = TryReplace([.. _known, path]);

    /// <summary>Serves a path no longer. Control thread.</summary>
    /// <returns>False where the thread is blocked.</returns>
    public bool TryRemove(ResendPath path) => TryReplace(Array.FindAll(_known, known => known != path));

    /// <summary>Ends the thread, which has no path any more.</summary>
    public void Dispose()
    {
        _isStopping = true;
        _wake.Wake();
        if (!_thread.Join(JoinMs))
            return;
        _wake.Dispose();
        NativeMemory.Free(_polled);
    }

    private bool TryReplace(ResendPath[] paths)
    {
        _known = paths;
        // A blocked thread may use whatever it had before.
        _hangs |= !_paths.TryReplace(paths, _wake.Wake, out _);
        _wake.Wake(); // it may be waiting for none of them
        if (_hangs)
            Faults.Record(new TimeoutException(), FaultPlace.Cycle);
        return !_hangs;
    }

    private void Run()
    {
        while (!_isStopping)
        {
            if (!Guard.Run(this, FaultPlace.Cycle, &Step))
                _wake.Wait(PauseNs);
        }
    }

    [RealTimeSafe]
    private static void Step(ResendThread thread) => thread.Step();

    [RealTimeSafe]
    private void Step()
    {
        ResendPath[] paths = _paths.Enter()!;
        int count = Math.Min(paths.Length, ManagerLimits.MostSlaves);
        _polled[0] = new pollfd { fd = _wake.Descriptor, events = Posix.POLLIN };
        for (int index = 0; index < count; index++)
            _polled[1 + index] = new pollfd { fd = paths[index].Requests.Descriptor, events = Posix.POLLIN };
        timespec time = PollTime.From(LongestWaitNs);
        bool isBusy = false;
        if (Posix.ppoll(_polled, (nuint)(1 + count), &time, null) > 0)
        {
            if (_polled[0].revents != 0)
                _wake.Clear();
            for (int index = 0; index < count; index++)
            {
                if (_polled[1 + index].revents == 0)
                    continue;
                isBusy = true;
                Serve(paths[index]);
            }
        }
        _paths.Leave();
        if (isBusy)
            _wake.Wait(PauseNs);
    }

    // An error of the socket is over when it has been returned.
    [RealTimeSafe]
    private void Serve(ResendPath path)
    {
        for (int count = 0; count < DatagramsPerRound; count++)
        {
            int length = path.Requests.ReceiveOne(_buffer);
            if (length < 0)
                return;
            _ = path.Answers.TryAnswer(_buffer.AsSpan(0, Math.Min(length, _buffer.Length)), path.Session);
        }
    }
}
