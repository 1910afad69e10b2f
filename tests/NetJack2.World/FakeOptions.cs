// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using NetJack2.Protocol.Mesh;
using NetJack2.Sessions.Handshake;
using NetJack2.Sessions.Rig;

namespace NetJack2.World;

/// <summary>The options of a slave's driver, of which only the latency can be set: to a number.</summary>
internal sealed class FakeOptions(SlaveStation slave) : ISessionOptions
{
    /// <summary>What was to be set, each time.</summary>
    public List<string[]> Wishes { get; } = [];

    public string Change(ReadOnlySpan<byte> words)
    {
        Wishes.Add(RequestWords.Read(words));
        if (Wishes[^1] is not ["l", var text] || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int latency))
            return "must be a number";
        SlaveRequest changed = slave.Request with { Latency = latency };
        slave.Change(changed);
        return "";
    }
}
