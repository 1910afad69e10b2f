// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using NetJack2.Protocol.Mesh;
using NetJack2.RealTime;
using NetJack2.Rig.Requests;

namespace NetJack2.Serve.Tests;

/// <summary>A netmanager of two machines with two ports each way.</summary>
internal sealed class FakeRig : IRigChannel
{
    private readonly List<(string From, string To)> _patches = [];

    /// <summary>What it was asked.</summary>
    public List<string> Questions { get; } = [];

    /// <summary>The name of its second machine.</summary>
    public string Slave { get; init; } = "keys";

    /// <summary>The question that it does not answer in time: its answer comes to the next one.</summary>
    public string? Late { get; init; }

    /// <summary>A computer without such a module.</summary>
    public static Result<IRigChannel> None() => new Refusal("neither netmanager nor netmesh is loaded");

    public Result<IRigChannel> Open() => Result.Of<IRigChannel>(this);

    public RigReply Ask(params string[] words)
    {
        lock (Questions)
            Questions.Add(string.Join(' ', words));
        if (Late is not null && string.Equals(Questions[^1], Late, StringComparison.Ordinal))
            return RigReply.Failed("it does not answer") with { IsLast = true };
        switch (words)
        {
            case [RequestWords.Machines, var first]:
                return List(first, ["studio", "master", ""], [Slave, "mesh", "10.0.0.2"]);
            case [RequestWords.Ports, _, var first]:
                return List(
                    first, ["system:capture_1", "audio", "out"], ["system:capture_2", "audio", "out"], ["system:playback_1", "audio", "in"],
                    ["system:playback_2", "audio", "in"], ["midi:in", "midi", "in"]);
            case [RequestWords.Patches, var first]:
                return List(first, [.. _patches.Select(patch => new[] { patch.From, patch.To, "" })]);
            case [RequestWords.Connect, var from, var to] when to.EndsWith("playback_9", StringComparison.Ordinal):
                return new RigReply(RequestStatus.UnknownPort, [from.Split('/')[0], to.Split('/')[1]]);
            case [RequestWords.Connect, var from, var to]:
                _patches.Add((from, to));
                return new RigReply(RequestStatus.Done, ["a", "b"]);
            default:
                _ = _patches.RemoveAll(patch => words.AsSpan(1).SequenceEqual([patch.From, patch.To]));
                return new RigReply(RequestStatus.Done, []);
        }
    }

    private static RigReply List(string first, params string[][] entries) => new(
        RequestStatus.Done,
        [$"{entries.Length}", .. entries.Skip(int.Parse(first, CultureInfo.InvariantCulture)).SelectMany(entry => entry)]);
}
