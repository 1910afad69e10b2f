// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using System.Text.Unicode;
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Mesh;
using NetJack2.RealTime;
using NetJack2.Sessions.Handshake;
using NetJack2.Sessions.Rig;

namespace NetJack2.Sessions.Mesh;

/// <summary>Where a manager does what users of the whole rig ask for: machines, ports, patches.</summary>
/// <remarks>
/// Control thread. Requests come from programs of this computer and from members, each with one at a time; they are done one after the
/// other. No call blocks; while there is no request and no patch waits, nothing is allocated and nothing is sent.
/// </remarks>
public sealed class MeshDesk : IRequestDesk
{
    // A machine that does not answer for so long is given up for the present request.
    private const long CallNs = Durations.SecondNs;

    // Interval of the checks whether the machines of a patch have reconnected.
    private const long CheckNs = 500 * Durations.MillisecondNs;

    // What waits longer is not begun: when six calls have ended, a member does not wait for the reply any more.
    private const long MostWaitNs = 3 * Durations.SecondNs;

    // Each member, and some programs of this computer.
    private const int MostWaiting = ManagerLimits.MostSlaves + 16;

    // Requests that no machine has to be asked for, in one step.
    private const int StepsPerPoll = 16;

    private readonly ManagerSessions _sessions;
    private readonly MeshBroker _broker;
    private readonly IManagerHost _host;
    private readonly MachineRequests _own;
    private readonly PatchStore? _store;
    private readonly IMonotonicClock _clock;
    private readonly MeshMachines _machines;
    private readonly PatchBook _book = new();
    private readonly PatchReading _reading;
    private readonly PatchJobs _jobs;
    private readonly SlaveNames _names;
    private readonly DeskLists _lists;
    private readonly LabelJobs _labels;
    private readonly OptionJobs _options;
    private readonly RequestSender _sender;
    private readonly MemberRequester?[] _members = new MemberRequester?[ManagerLimits.MostSlaves];
    private readonly List<(IRequester Requester, byte[] Words, long UntilNs)> _waiting = [];
    private readonly byte[] _page = new byte[RequestPacket.MostWords];
    private Job? _job;
    private int _place;
    private long _checkAtNs;
    private long _ownCheckAtNs;

    /// <summary>A desk with the patches of the store.</summary>
    /// <param name="sessions">The slaves.</param>
    /// <param name="broker">Which of them are in the mesh.</param>
    /// <param name="host">The network.</param>
    /// <param name="own">The ports of the master's own server.</param>
    /// <param name="store">Keeps patches for the next time; null: they are kept in memory only.</param>
    /// <param name="clock">CLOCK_MONOTONIC.</param>
    public MeshDesk(
        ManagerSessions sessions, MeshBroker broker, IManagerHost host, MachineRequests own, PatchStore? store, IMonotonicClock clock)
    {
        (_sessions, _broker, _host, _own, _store, _clock) = (sessions, broker, host, own, store, clock);
        _machines = new MeshMachines(sessions, broker);
        _reading = new PatchReading(_machines, _book);
        _jobs = new PatchJobs(_machines, _book, _reading);
        _names = new SlaveNames(sessions, broker, _machines, _book.Labels, clock);
        _lists = new DeskLists(_machines, _book, _jobs);
        _labels = new LabelJobs(_machines, own, _book.Labels);
        _options = new OptionJobs(_machines);
        _sender = new RequestSender(clock, CallNs);
        store?.Load(_book);
    }

    /// <summary>Whether the next <see cref="Poll"/> should be soon.</summary>
    public bool IsBusy => _job is not null || _waiting.Count != 0;

    /// <inheritdoc/>
    public void Submit(IRequester requester, ReadOnlySpan<byte> words)
    {
        // A character that stands for what is none may be longer than that: no name that is given back may grow.
        if (!Utf8.IsValid(words))
            requester.Reply(RequestStatus.Refused, RequestWords.Write("the request is not UTF-8"));
        else if (_waiting.Count < MostWaiting)
            _waiting.Add((requester, words.ToArray(), _clock.Now + MostWaitNs));
        else
            requester.Reply(RequestStatus.Refused, RequestWords.Write("the manager has too many requests; try again"));
    }

    /// <inheritdoc/>
    public void Withdraw(IRequester requester)
    {
        _ = _waiting.RemoveAll(waiting => waiting.Requester == requester);
        if (_job?.Requester == requester)
            _job.Requester = null;
    }

    /// <summary>Handles a datagram of the mesh that arrived at the manager's port.</summary>
    public void Receive(ReadOnlySpan<byte> datagram, PeerAddress source)
    {
        bool isRequest = RequestPacket.TryOpen(datagram, MeshPacketKind.Request, out RequestPacket packet, out ReadOnlySpan<byte> words);
        if (!isRequest && !RequestPacket.TryOpen(datagram, MeshPacketKind.Reply, out packet, out _))
            return;
        if (_sessions.FindMember(packet.Header.SessionId, packet.Header.Key) is not { } slave || _broker.At(slave.Slot)?.Source != source)
            return;
        if (isRequest)
            RequesterOf(slave.Slot, packet.Header).Receive(packet.Header, words, source);
        else
            _sender.Receive(datagram);
    }

    /// <summary>Does the work that is due: sends requests, handles replies, settles patches, saves. Does not block on the
    /// network.</summary>
    public void Poll()
    {
        // Also while machines are asked, so that each port of this computer that is away is missed.
        if (_book.All.Count != 0 && _clock.Now >= _ownCheckAtNs)
        {
            _machines.OwnPorts = GraphNumber.Ports(_own.ReadGraph());
            _ownCheckAtNs = _clock.Now + CheckNs;
        }
        _reading.Refresh();
        for (int count = 0; count < StepsPerPoll && TryStep(); count++)
        {
        }
        _names.Poll();
        _store?.Poll(_book);
    }

    /// <summary>Saves what has not been saved yet.</summary>
    public void Close() => _store?.Flush(_book);

    // The next slave in this place inherits no request.
    private MemberRequester RequesterOf(int slot, in MeshPacket request)
    {
        ref MemberRequester? requester = ref _members[slot];
        if (requester?.IsOf(request) == true)
            return requester;
        if (requester is not null)
            Withdraw(requester);
        return requester = new MemberRequester(request, _host, this, _clock);
    }

    // Whether there may be more to do at once.
    private bool TryStep()
    {
        _job ??= FindJob();
        if (_job is not { } job)
            return false;
        if (_sender.IsBusy)
        {
            Send(job.Steps.Current.Machine);
            if (_sender.IsBusy)
                return false;
        }
        if (job.Steps.MoveNext())
            Begin(job.Steps.Current);
        else
            End(job);
        return true;
    }

    private void Begin(MachineCall call)
    {
        if (call.Machine.Member is { } member)
        {
            _sender.Begin(call, member.SessionId, member.Key, call.Request);
            return;
        }
        var reply = new WordWriter(_page);
        RequestStatus status = _own.Do(call.Request, ref reply);
        ((IRequester)call).Reply(status, reply.Words);
    }

    private void Send(Machine machine)
    {
        if (_sender.Poll(out ReadOnlySpan<byte> datagram))
            _sender.Finish(RequestStatus.Refused, RequestWords.Write("it does not answer"));
        else if (!datagram.IsEmpty)
            _host.Answer(datagram, machine.Member!.Source);
    }

    private Job? FindJob()
    {
        if (_waiting.Count != 0)
        {
            var outcome = new RequestOutcome();
            (IRequester requester, byte[] words, long untilNs) = _waiting[0];
            _waiting.RemoveAt(0);
            IEnumerable<MachineCall> steps = _clock.Now <= untilNs ? StepsOf(RequestWords.Read(words), outcome) : GiveUp(outcome);
            return new Job(steps, outcome) { Requester = requester };
        }
        if (_clock.Now < _checkAtNs)
            return null;
        for (int count = 0; count < _book.All.Count; count++)
        {
            // None stands always before the others.
            _place = (_place + 1) % _book.All.Count;
            Patch patch = _book.All[_place];
            if (!_jobs.IsDue(patch, _clock.Now))
                continue;
            var settled = new RequestOutcome();
            return new Job(_jobs.Settle(patch, settled), settled) { Restored = patch };
        }
        if (_names.FindJob() is { } reading)
            return new Job(reading, new RequestOutcome());
        _checkAtNs = _clock.Now + CheckNs;
        return null;
    }

    private void End(Job job)
    {
        job.Steps.Dispose();
        _job = null;
        job.Restored?.Retry.Wait(_clock.Now);
        job.Requester?.Reply(job.Outcome.Status, job.Outcome.Words);
    }

    private static MachineCall[] GiveUp(RequestOutcome outcome)
    {
        outcome.Refuse("the manager waits for machines that do not answer; try again");
        return [];
    }

    private IEnumerable<MachineCall> StepsOf(string[] words, RequestOutcome outcome)
    {
        switch (words)
        {
            case [RequestWords.Machines, var from] when TryNumber(from, out int first):
                outcome.Finish(_lists.Machines(first));
                return [];
            case [RequestWords.Patches, var from] when TryNumber(from, out int first):
                outcome.Finish(_lists.Patches(first));
                return [];
            case [RequestWords.Labels, var from] when TryNumber(from, out int first):
                outcome.Finish(_lists.Labels(first));
                return [];
            case [RequestWords.Ports or RequestWords.Links, var name, var from] when TryNumber(from, out int first):
                return ListOf(words[0] is RequestWords.Ports ? MachineRequests.List : MachineRequests.Links, name, first, outcome);
            case [RequestWords.Connect, var from, var to]:
                return _jobs.Connect(from, to, outcome);
            case [RequestWords.Load, var from, var to]:
                return _jobs.Load(from, to, outcome);
            case [RequestWords.Label, var name, var port, var text]:
                _labels.Set(new PortLabel(name, port, text.Trim()), mayBeAbsent: false, outcome);
                return [];
            case [RequestWords.Load, RequestWords.Label, var name, var port, var text]:
                _labels.Set(new PortLabel(name, port, text.Trim()), mayBeAbsent: true, outcome);
                return [];
            case [RequestWords.Disconnect, var from, var to]:
                return _jobs.Disconnect(from, to, outcome);
            case [RequestWords.Set, var name, _, _, ..] when words.Length % 2 == 0:
                return _options.Set(name, words.AsSpan(2), outcome);
            default:
                outcome.Refuse($"the manager's version of netjack2 {RequestWords.NotKnown}");
                return [];
        }
    }

    private IEnumerable<MachineCall> ListOf(string request, string name, int first, RequestOutcome outcome)
    {
        if (!_jobs.TryFind(name, outcome, out Machine? machine))
            yield break;
        var call = new MachineCall(machine, request, $"{first}");
        yield return call;
        if (!outcome.Accept(call, ""))
            yield break;
        if (request is MachineRequests.Links)
            outcome.Finish(_lists.Links(call.Words));
        else
            outcome.Finish(call.Reply);
    }

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    // What is being done, machine by machine: for one who asked and has not left, or for a patch that waits.
    private sealed class Job(IEnumerable<MachineCall> steps, RequestOutcome outcome)
    {
        public IEnumerator<MachineCall> Steps { get; } = steps.GetEnumerator();

        public RequestOutcome Outcome { get; } = outcome;

        public IRequester? Requester { get; set; }

        public Patch? Restored { get; init; }
    }
}
