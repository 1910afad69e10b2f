// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;

namespace NetJack2.World;

/// <summary>Sessions for examples.</summary>
internal static class ExampleSession
{
    public static SessionParameters Parameters { get; } = new()
    {
        Mtu = 1500,
        SessionId = 7,
        SendAudio = 2,
        ReturnAudio = 2,
        SendMidi = 1,
        ReturnMidi = 1,
        SampleRate = 48_000,
        Period = 256,
        SlaveSync = false,
        Latency = 5,
        Capabilities = Capabilities.None,
    };

    /// <summary>All features but resend: what is lost stays lost.</summary>
    public static Capabilities Unrepaired => Capabilities.All & ~Capabilities.Resend;

    public static Capabilities CapabilitiesOf(bool isCompact) => isCompact ? Unrepaired : Capabilities.None;
}
