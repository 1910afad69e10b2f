// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Interop;
using NetJack2.JackProbe;

namespace NetJack2.JacknetPeer;

/// <summary>Names of libjacknet's encodings.</summary>
internal static class Encoders
{
    public static JackNetEncoder Parse(string name) => name switch
    {
        "float" => JackNetEncoder.JackFloatEncoder,
        "int16" => JackNetEncoder.JackIntEncoder,
        "opus" => JackNetEncoder.JackOpusEncoder,
        _ => throw new ProbeException($"unknown --encoder {name}"),
    };
}
