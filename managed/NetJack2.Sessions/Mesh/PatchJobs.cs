// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Mesh;
using NetJack2.Sessions.Rig;

namespace NetJack2.Sessions.Mesh;

/// <summary>How patches are made and removed: each is a sequence of requests to machines, and what they come to.</summary>
/// <remarks>Control thread. Between two requests of a sequence others may have changed the rig.</remarks>
internal sealed class PatchJobs(MeshMachines machines, PatchBook book)
{
    /// <summary>Makes a patch, or one that is known once more.</summary>
    public IEnumerable<MachineCall> Connect(string from, string to, RequestOutcome outcome) =>
        book.Find(from, to) is { } known ? Make(known, outcome) : ConnectNew(from, to, outcome);

    /// <summary>Removes a patch, at the machines that are there.</summary>
    public IEnumerable<MachineCall> Disconnect(string from, string to, RequestOutcome outcome)
    {
        if (book.Find(from, to) is not { } patch)
        {
            outcome.Refuse($"there is no patch from '{from}' to '{to}': netjack2 patches lists them");
            yield break;
        }
        book.Remove(patch);
        outcome.Finish([]);
        foreach (MachineCall call in Unmake(patch))
        {
            yield return call;
            // Where the port is not there any more, neither is its connection.
            if (call.Status == RequestStatus.Refused)
                _ = outcome.Accept(call, "");
        }
    }

    /// <summary>Connects both ends of a patch.</summary>
    public IEnumerable<MachineCall> Make(Patch patch, RequestOutcome outcome)
    {
        if (!TryFind(patch.From.Machine, outcome, out Machine? source) || !TryFind(patch.To.Machine, outcome, out Machine? destination))
        {
            patch.Problem = outcome.Problem;
            yield break;
        }
        var words = new List<string>();
        foreach (MachineCall call in (MachineCall[])
        [
            Call(MachineRequests.Join, source, patch.From, destination, patch),
            Call(MachineRequests.Join, destination, patch.To, source, patch),
        ])
        {
            yield return call;
            if (!outcome.Accept(call, PortOf(call.Machine, source, patch)))
            {
                (patch.Problem, patch.MadeFor) = (outcome.Problem, null);
                yield break;
            }
            words.Add(RequestOutcome.Cut(call.Words is [var channel, ..] ? channel : ""));
        }
        (patch.Problem, patch.MadeFor) = ("", (source.Token, destination.Token));
        outcome.Finish(RequestWords.Write([.. words]));
    }

    /// <summary>Why a patch is not connected now; empty where it is.</summary>
    public string ProblemOf(Patch patch)
    {
        var outcome = new RequestOutcome();
        if (!TryFind(patch.From.Machine, outcome, out Machine? source) || !TryFind(patch.To.Machine, outcome, out Machine? destination))
            return outcome.Problem;
        if (patch.MadeFor == (source.Token, destination.Token))
            return "";
        return patch.Problem.Length == 0 ? "a machine has come back; it is being connected" : patch.Problem;
    }

    /// <summary>Whether both machines of a patch are there, and it has not been connected since. Allocates nothing.</summary>
    public bool IsDue(Patch patch)
    {
        uint source = machines.TokenOf(patch.From.Machine);
        uint destination = source == 0 ? 0 : machines.TokenOf(patch.To.Machine);
        return destination != 0 && patch.MadeFor != (source, destination);
    }

    private static MachineCall Call(string request, Machine machine, PatchEnd end, Machine peer, Patch patch) =>
        new(machine, request, end.Port, peer.PeerName, DirectionOf(end, patch), $"{patch.Channel}");

    private static string DirectionOf(PatchEnd end, Patch patch) => end == patch.From ? RequestWords.Out : RequestWords.In;

    private static string PortOf(Machine machine, Machine source, Patch patch) => machine == source ? patch.From.Port : patch.To.Port;

    private IEnumerable<MachineCall> ConnectNew(string from, string to, RequestOutcome outcome)
    {
        if (!TryRead(from, outcome, out Machine? source, out PatchEnd start)
            || !TryRead(to, outcome, out Machine? destination, out PatchEnd end))
            yield break;
        if (source == destination)
        {
            outcome.Refuse($"both ports are of '{source.Name}': connect them there with jack_connect");
            yield break;
        }
        if (book.IsFull)
        {
            outcome.Refuse($"there are {PatchBook.MostPatches} patches already: remove one with netjack2 disconnect");
            yield break;
        }
        var lookAtSource = new MachineCall(source, MachineRequests.Look, start.Port, destination.PeerName, RequestWords.Out);
        yield return lookAtSource;
        if (!outcome.Accept(lookAtSource, start.Port))
            yield break;
        var lookAtDestination = new MachineCall(destination, MachineRequests.Look, end.Port, source.PeerName, RequestWords.In);
        yield return lookAtDestination;
        if (!outcome.Accept(lookAtDestination, end.Port))
            yield break;
        if (lookAtSource.Words is not [var type, var freeThere] || lookAtDestination.Words is not [var otherType, var freeHere])
        {
            outcome.Refuse("a machine has answered something that this version does not understand");
            yield break;
        }
        if (!string.Equals(type, otherType, StringComparison.Ordinal))
        {
            outcome.Refuse($"'{from}' is for {NameOf(type)} and '{to}' for {NameOf(otherType)}");
            yield break;
        }
        bool isMidi = type is RequestWords.Midi;
        int count = Math.Min(freeThere.Length, freeHere.Length), channel = 1;
        while (channel <= count && (freeThere[channel - 1] != '1' || freeHere[channel - 1] != '1'
            || book.Uses(source.Name, destination.Name, isMidi, channel)))
            channel++;
        if (channel > count)
        {
            outcome.Refuse(DescribeLack(source, destination, isMidi, count));
            yield break;
        }
        var patch = new Patch(start, end, isMidi, channel);
        book.Add(patch);
        foreach (MachineCall call in Make(patch, outcome))
            yield return call;
        if (patch.MadeFor is not null)
            yield break;
        book.Remove(patch);
        foreach (MachineCall call in Unmake(patch))
            yield return call;
    }

    // Where a machine is not there, its connection has gone with the client that stood for the other one, or goes when it comes back.
    private IEnumerable<MachineCall> Unmake(Patch patch)
    {
        Machine? source = machines.Find(patch.From.Machine), destination = machines.Find(patch.To.Machine);
        if (source is { IsReachable: true })
            yield return new MachineCall(
                source, MachineRequests.Part, patch.From.Port, PeerNameOf(destination, patch.To), RequestWords.Out, $"{patch.Channel}");
        if (destination is { IsReachable: true })
            yield return new MachineCall(
                destination, MachineRequests.Part, patch.To.Port, PeerNameOf(source, patch.From), RequestWords.In, $"{patch.Channel}");
    }

    private static string PeerNameOf(Machine? machine, PatchEnd end) => machine?.PeerName ?? end.Machine;

    private static string NameOf(string type) => type is RequestWords.Midi ? "MIDI" : "audio";

    private static string DescribeLack(Machine source, Machine destination, bool isMidi, int count)
    {
        string all = $"all {count} {(isMidi ? "MIDI" : "audio")} ports from '{source.Name}' to '{destination.Name}' are in use";
        string to = isMidi ? "-o" : "-P", from = isMidi ? "-i" : "-C";
        if (source.IsMaster)
            return $"{all}: a larger {from} of jackd -d net on '{destination.Name}' gives more";
        return destination.IsMaster
            ? $"{all}: a larger {to} of jackd -d net on '{source.Name}' gives more"
            : $"{all}: a larger {to} of netmesh on '{source.Name}' and {from} on '{destination.Name}' give more";
    }

    private bool TryRead(
        string text, RequestOutcome outcome, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Machine? machine, out PatchEnd end)
    {
        end = machines.Read(text);
        return TryFind(end.Machine, outcome, out machine);
    }

    /// <summary>The machine of a name, if its ports can be connected; otherwise that is the outcome.</summary>
    public bool TryFind(
        string name, RequestOutcome outcome, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Machine? machine)
    {
        machine = machines.Find(name);
        if (machine is null)
            outcome.MissMachine(name);
        else if (!machine.IsReachable)
            outcome.Refuse($"'{name}' is reached through the master only: it has no netmesh that has joined; connect its ports there");
        return machine is { IsReachable: true };
    }
}
