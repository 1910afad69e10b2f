// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.TestHosts.Peers;

/// <summary>What a libjacknet slave asks for.</summary>
public sealed record JacknetSlaveOptions
{
    public int Audio { get; init; } = 2;

    public int Midi { get; init; }

    public int Latency { get; init; } = 2;

    public int Mtu { get; init; } = 1500;

    /// <summary>"float", "int16" or "opus".</summary>
    public string Encoder { get; init; } = "float";

    public int Kbits { get; init; } = 64;

    internal IEnumerable<string> CommandLine =>
    [
        "--audio", $"{Audio}", "--midi", $"{Midi}", "--latency", $"{Latency}", "--mtu", $"{Mtu}", "--encoder", Encoder, "--kbits",
        $"{Kbits}",
    ];

    public override string ToString() => $"{Audio} ch, {Midi} MIDI, -l {Latency}, {Encoder}, MTU {Mtu}";
}
