// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics.CodeAnalysis;
using NetJack2.Protocol.Mesh;
using NetJack2.RealTime;
using NetJack2.Sessions.Rig;

namespace NetJack2.Sessions.Mesh;

/// <summary>How patches are made and removed: each is a sequence of requests to machines, and what they come to.</summary>
/// <remarks>Control thread. Between two requests of a sequence others may have changed the rig.</remarks>
internal sealed class PatchJobs(MeshMachines machines, PatchBook book, PatchReading reading)
{
    // Machines keep the client of one that is away for 30 s. Surely it is another client, with no connection, only after that; where it
    // may be another one, its ports are connected.
    private const long SameClientNs = 20 * Durations.SecondNs;

    private readonly PatchRoom _room = new(machines, book);

    /// <summary>Makes a patch, or one that is known once more.</summary>
    public IEnumerable<MachineCall> Connect(string from, string to, RequestOutcome outcome)
    {
        reading.Refresh();
        if (book.Find(from, to) is { } known)
            return Make(known, isWanted: true, outcome);
        PatchEnd start = machines.Read(from), end = machines.Read(to);
        return TryFind(start.Machine, outcome, out _) && TryFind(end.Machine, outcome, out _)
            ? ConnectNew(start, end, mayWait: false, outcome) : [];
    }

    /// <summary>The same, but a patch that cannot be made yet is kept, and is made when its machines and ports are there.</summary>
    public IEnumerable<MachineCall> Load(string from, string to, RequestOutcome outcome)
    {
        reading.Refresh();
        return book.Find(from, to) is { } known
            ? MakeOrWait(known, outcome)
            : ConnectNew(machines.Read(from), machines.Read(to), mayWait: true, outcome);
    }

    /// <summary>Removes a patch. Where a machine is not there, that is done when it reconnects; a second request does not wait for it.
    /// </summary>
    public IEnumerable<MachineCall> Disconnect(string from, string to, RequestOutcome outcome)
    {
        if (book.Find(from, to) is not { } patch)
        {
            outcome.Refuse($"there is no patch from '{from}' to '{to}': netjack2 patches lists them");
            return [];
        }
        if (patch.Channel == 0)
        {
            // It was never made.
            book.Drop(patch);
            book.Forget(patch);
            outcome.Finish([]);
            return [];
        }
        if (patch.IsKept)
        {
            book.Drop(patch);
        }
        else
        {
            foreach (PatchSide side in patch.Sides)
                side.IsParted |= machines.TokenOf(side.End.Machine) == 0;
        }
        outcome.Finish([]);
        return Unmake(patch, outcome);
    }

    /// <summary>Does for a patch of the book what is due.</summary>
    public IEnumerable<MachineCall> Settle(Patch patch, RequestOutcome outcome) =>
        patch.IsKept ? Make(patch, isWanted: false, outcome) : Unmake(patch, outcome);

    /// <summary>Why a patch is not connected now; empty where it is.</summary>
    public string ProblemOf(Patch patch)
    {
        var outcome = new RequestOutcome();
        bool isThere = TryFind(patch.From.Machine, outcome, out _) && TryFind(patch.To.Machine, outcome, out _);
        string problem = isThere ? patch.Problem : outcome.Problem;
        if (!patch.IsKept)
            return RequestOutcome.Cut($"{RequestWords.Removal}{(problem.Length == 0 ? "" : $": {problem}")}");
        return problem.Length == 0 && !IsSettled(patch) ? "a machine has reconnected; it is being connected" : problem;
    }

    /// <summary>Whether there is something to do for a patch, and it is time. Allocates nothing.</summary>
    public bool IsDue(Patch patch, long now)
    {
        uint source = machines.TokenOf(patch.From.Machine), destination = machines.TokenOf(patch.To.Machine);
        if (patch.Retry.See(source, destination, now) > SameClientNs)
        {
            foreach (PatchSide side in patch.Sides)
                side.MadeFor = 0;
            patch.SettledFor = null;
        }
        if (patch.SeenPorts != machines.PortsOf(patch))
        {
            (patch.SeenPorts, patch.IsDoubtful) = (machines.PortsOf(patch), true);
            patch.Retry.Hasten();
        }
        bool isDue = patch.IsKept
            ? source != 0 && destination != 0 && (patch.IsDoubtful || patch.SettledFor != (source, destination))
            : (source != 0 && !patch.Sides[0].IsParted) || (destination != 0 && !patch.Sides[1].IsParted);
        return isDue && patch.Retry.IsDue(now);
    }

    private bool IsSettled(Patch patch) =>
        patch.SettledFor == (machines.TokenOf(patch.From.Machine), machines.TokenOf(patch.To.Machine));

    private IEnumerable<MachineCall> ConnectNew(PatchEnd start, PatchEnd end, bool mayWait, RequestOutcome outcome)
    {
        foreach (PatchEnd one in (PatchEnd[])[start, end])
        {
            // Whatever its machine sends: each patch fits into a reply.
            if (!one.HasMachine)
                outcome.MissMachine(one.Machine);
            else if (!one.HasPort)
                outcome.MissPort(one.Machine, one.Port);
            else
                continue;
            yield break;
        }
        if (string.Equals(start.Machine, end.Machine, StringComparison.Ordinal))
        {
            outcome.Reject($"both ports are of '{start.Machine}': connect them there with jack_connect");
            yield break;
        }
        if (_room.DescribeExcess(start.Machine, end.Machine) is { } excess)
        {
            outcome.Reject(excess);
            yield break;
        }
        var patch = new Patch(start, end, isMidi: false, channel: 0);
        foreach (MachineCall call in mayWait ? MakeOrWait(patch, outcome) : Make(patch, isWanted: true, outcome))
            yield return call;
        if (patch.IsKept || patch.Channel == 0)
            yield break;
        // The reason stays that for which it could not be made.
        var rest = new RequestOutcome();
        book.Hold(patch);
        foreach (MachineCall call in Unmake(patch, rest))
            yield return call;
    }

    private IEnumerable<MachineCall> MakeOrWait(Patch patch, RequestOutcome outcome)
    {
        foreach (MachineCall call in Make(patch, isWanted: true, outcome))
            yield return call;
        if (outcome.Status == RequestStatus.Done || outcome.IsLasting)
            yield break;
        if (!patch.IsKept)
            book.Keep(patch);
        outcome.Wait();
    }

    // Reads the state of both ends before it changes one. What a user has disconnected by hand stays so, unless the patch is asked for.
    private IEnumerable<MachineCall> Make(Patch patch, bool isWanted, RequestOutcome outcome)
    {
        if (!TryFind(patch.From.Machine, outcome, out Machine? source) || !TryFind(patch.To.Machine, outcome, out Machine? destination))
        {
            patch.Problem = outcome.Problem;
            yield break;
        }
        (patch.SeenPorts, patch.IsDoubtful) = (machines.PortsOf(patch), false);
        Machine[] ends = [source, destination];
        string[] types = new string[ends.Length], looks = new string[ends.Length];
        for (int index = 0; index < ends.Length; index++)
        {
            PatchSide side = patch.Sides[index];
            var call = new MachineCall(ends[index], MachineRequests.Look, side.End.Port, ends[1 - index].PeerName, side.Direction);
            yield return call;
            // With a port its connections have gone.
            if (call.Status == RequestStatus.UnknownPort)
                side.MadeFor = 0;
            if (!TryAccept(call, side, patch, outcome))
                yield break;
            if (call.Words is not [var type, var look])
            {
                Refuse(patch, "a machine has answered something that this version does not understand", outcome);
                yield break;
            }
            (types[index], looks[index]) = (type, look);
            if (PatchChannels.StateOf(look, patch.Channel) is ChannelState.Lost)
                side.MadeFor = 0;
        }
        if (!string.Equals(types[0], types[1], StringComparison.Ordinal))
        {
            outcome.Reject($"'{patch.From}' is for {NameOf(types[0])} and '{patch.To}' for {NameOf(types[1])}");
            (patch.Problem, patch.SettledFor) = (outcome.Problem, null);
            yield break;
        }
        for (int index = 0; index < ends.Length && !isWanted; index++)
        {
            if (patch.Sides[index].MadeFor != ends[index].Token
                || PatchChannels.StateOf(looks[index], patch.Channel) is not (ChannelState.Free or ChannelState.Taken))
                continue;
            Refuse(patch, $"it was disconnected on '{ends[index].Name}'; netjack2 connect makes it again", outcome);
            patch.SettledFor = (source.Token, destination.Token);
            yield break;
        }
        bool isMidi = types[0] is RequestWords.Midi;
        int channel = PatchChannels.Choose(patch, isMidi, looks, book);
        if (channel == 0)
        {
            Refuse(patch, PatchChannels.DescribeLack(source, destination, isMidi, looks), outcome);
            yield break;
        }
        bool isChange = !patch.IsKept || patch.Channel != channel || patch.IsMidi != isMidi;
        for (int index = 0; index < ends.Length && patch.Channel != channel; index++)
        {
            if (patch.IsMidi != isMidi || PatchChannels.StateOf(looks[index], patch.Channel) is not ChannelState.Joined)
                continue;
            MachineCall call = Call(MachineRequests.Part, ends[index], patch, patch.Sides[index], ends[1 - index].PeerName);
            yield return call;
            if (!TryAccept(call, patch.Sides[index], patch, outcome))
                yield break;
        }
        if (isChange)
            patch.Sides[0].MadeFor = patch.Sides[1].MadeFor = 0;
        (patch.Channel, patch.IsMidi) = (channel, isMidi);
        var words = new List<string>();
        for (int index = 0; index < ends.Length; index++)
        {
            PatchSide side = patch.Sides[index];
            if (!isWanted && side.MadeFor == ends[index].Token)
                continue;
            side.IsParted = false;
            MachineCall call = Call(MachineRequests.Join, ends[index], patch, side, ends[1 - index].PeerName);
            yield return call;
            if (!TryAccept(call, side, patch, outcome))
                yield break;
            side.MadeFor = ends[index].Token;
            words.Add(RequestOutcome.Cut(call.Words is [var name, ..] ? name : ""));
        }
        (patch.Problem, patch.SettledFor) = ("", (source.Token, destination.Token));
        outcome.Finish(RequestWords.Write([.. words]));
        if (isChange)
            book.Keep(patch);
    }

    private IEnumerable<MachineCall> Unmake(Patch patch, RequestOutcome outcome)
    {
        patch.Problem = "";
        for (int index = 0; index < patch.Sides.Count; index++)
        {
            PatchSide side = patch.Sides[index];
            if (side.IsParted || machines.Find(side.End.Machine) is not { IsReachable: true } machine)
                continue;
            MachineCall call = Call(
                MachineRequests.Part, machine, patch, side, MachineNames.ClientOf(patch.Sides[1 - index].End.Machine));
            yield return call;
            // Where the port is not there any more, neither is its connection.
            side.IsParted = call.Status != RequestStatus.Refused;
            side.MadeFor = 0;
            if (!side.IsParted)
                _ = TryAccept(call, side, patch, outcome);
        }
        if (patch.Sides[0].IsParted && patch.Sides[1].IsParted)
            book.Forget(patch);
    }

    private static MachineCall Call(string request, Machine machine, Patch patch, PatchSide side, string peer) =>
        new(machine, request, side.End.Port, peer, side.Direction, $"{patch.Channel}");

    private static bool TryAccept(MachineCall call, PatchSide side, Patch patch, RequestOutcome outcome)
    {
        bool isDone = outcome.Accept(call, side.End.Port);
        if (!isDone)
            (patch.Problem, patch.SettledFor) = (outcome.Problem, null);
        return isDone;
    }

    private static void Refuse(Patch patch, string reason, RequestOutcome outcome)
    {
        outcome.Refuse(reason);
        (patch.Problem, patch.SettledFor) = (outcome.Problem, null);
    }

    private static string NameOf(string type) => type is RequestWords.Midi ? "MIDI" : "audio";

    /// <summary>The machine of a name, if its ports can be connected; otherwise that is the outcome.</summary>
    public bool TryFind(string name, RequestOutcome outcome, [NotNullWhen(true)] out Machine? machine)
    {
        machine = machines.Find(name);
        if (machine is null)
            outcome.MissMachine(name);
        else if (!machine.IsReachable)
            outcome.Refuse($"'{name}' is reached through the master only: it has no netmesh that has joined; connect its ports there");
        return machine is { IsReachable: true };
    }
}
