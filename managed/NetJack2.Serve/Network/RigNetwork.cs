// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Mesh;
using NetJack2.RealTime;
using NetJack2.Rig.Requests;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Serve.Network;

/// <summary>Asks a module of this computer about the rig: one question at a time, and lists once a second at most. Any thread.</summary>
/// <param name="open">Connects to the module.</param>
/// <param name="time">Measures the age of a list.</param>
internal sealed class RigNetwork(OpenChannel open, TimeProvider time) : IDisposable
{
    // Each takes a request or more.
    private const int MostMachines = 64;

    private static readonly TimeSpan s_shortest = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _turn = new(1);

    private NetworkReport? _last;

    private long _read;

    /// <summary>Reads machines, ports and patches, or the lists of less than a second ago. A failure is in the report.</summary>
    public Task<NetworkReport> ReadAsync(CancellationToken cancellation) => InTurnAsync(
        () =>
        {
            if (_last is not null && time.GetElapsedTime(_read) < s_shortest)
                return _last;
            _last = With(Read, problem => new NetworkReport([], new Dictionary<string, PortReport[]>(StringComparer.Ordinal), [], problem));
            _read = time.GetTimestamp();
            return _last;
        },
        cancellation);

    /// <summary>Connects or disconnects two ports, and waits for the answer. A failure is in the answer.</summary>
    public Task<PatchAnswer> ChangeAsync(PatchOrder order, CancellationToken cancellation) => InTurnAsync(
        () =>
        {
            _last = null;
            return Problem(order) is { } problem ? new PatchAnswer(problem)
                : With(channel => Change(channel, order), why => new PatchAnswer(why));
        },
        cancellation);

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private static string? Problem(PatchOrder order) => order switch
    {
        { Action: not (RequestWords.Connect or RequestWords.Disconnect) } => "\"action\" must be \"connect\" or \"disconnect\"",
        { From: null } or { To: null } => $"\"from\" and \"to\" must be {PortWord.Form}",
        _ when !PortWord.IsValid(order.From) || !PortWord.IsValid(order.To) => $"\"from\" and \"to\" must be {PortWord.Form}",
        _ when order.From.Contains('\0', StringComparison.Ordinal) || order.To.Contains('\0', StringComparison.Ordinal) =>
            "a name has no NUL",
        _ => null,
    };

    private static PatchAnswer Change(IRigChannel channel, PatchOrder order)
    {
        RigReply reply = channel.Ask(order.Action!, order.From!, order.To!);
        return new PatchAnswer(reply.Status == RequestStatus.Done ? null : RigProblem.Describe(reply, channel));
    }

    private static NetworkReport Read(IRigChannel channel)
    {
        string? problem = null;
        List<string[]> List(int size, params string[] question)
        {
            if (RigLists.Read(channel, size, out List<string[]> entries, question) is { } reply)
                problem ??= RigProblem.Describe(reply, channel);
            return entries;
        }

        MachineReport[] machines = [.. List(MachineReport.Size, RequestWords.Machines).Take(MostMachines).Select(MachineReport.Read)];
        PatchReport[] patches = [.. List(PatchReport.Size, RequestWords.Patches).Select(PatchReport.Read)];
        var labels = new PortLabels(RigLists.Labels(channel));
        var ports = new Dictionary<string, PortReport[]>(StringComparer.Ordinal);
        foreach (MachineReport machine in machines)
        {
            RigReply? reply = RigLists.Read(channel, PortReport.Size, out List<string[]> entries, RequestWords.Ports, machine.Name);
            ports[machine.Name] = reply is null ? [.. entries.Select(words => PortReport.Read(words, machine.Name, labels))] : [];
            // A slave without netmesh has none to list, and a machine may leave meanwhile.
            if (reply is not null && (reply.IsLast || machine.Role is MachineReport.Master or MachineReport.Mesh)
                && reply.Status != RequestStatus.UnknownMachine)
                problem ??= RigProblem.Describe(reply, channel);
        }
        return new NetworkReport(machines, ports, patches, problem);
    }

    private T With<T>(Func<IRigChannel, T> ask, Func<string, T> fail)
    {
        if (!open().TryGet(out IRigChannel? channel, out Refusal? refusal))
            return fail(PlainText.Clean(refusal.Reason));
        using (channel as IDisposable)
            return ask(new EndingChannel(channel));
    }

    // A module answers within seconds, and blocks the thread that asks.
    private async Task<T> InTurnAsync<T>(Func<T> ask, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            return await Task.Run(ask, CancellationToken.None);
        }
        finally
        {
            _ = _turn.Release();
        }
    }
}
