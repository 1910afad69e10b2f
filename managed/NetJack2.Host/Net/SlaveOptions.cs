// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text;
using NetJack2.Host.Logging;
using NetJack2.Interop;
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Session;
using NetJack2.Sessions.Handshake;

namespace NetJack2.Host.Net;

/// <summary>What the options of a slave ask for.</summary>
public static class SlaveOptions
{
    /// <summary>Where the slave looks for its master.</summary>
    /// <exception cref="ArgumentException">The address is none; native/ has let nothing pass that is not.</exception>
    public static NetworkChoice NetworkFrom(in nj_driver_options options) =>
        NetworkChoice.TryParse(SessionPacket.TextOf(options.address), SessionPacket.TextOf(options.interface_name), options.port, out NetworkChoice network)
            ? network
            : throw new ArgumentException("the address is none of IPv4 or IPv6", nameof(options));

    /// <summary>What it asks of the master.</summary>
    /// <param name="options">As native/ has validated them.</param>
    /// <param name="target">Where it announces itself: the address of <see cref="NetworkFrom"/>.</param>
    public static SlaveRequest RequestFrom(in nj_driver_options options, PeerAddress target)
    {
        ReadOnlySpan<byte> name = SessionPacket.TextOf(options.name);
        return new SlaveRequest
        {
            Target = target,
            Name = name.IsEmpty ? HostNetwork.Name : Encoding.UTF8.GetString(name),
            Mtu = options.mtu,
            SendAudio = options.capture_audio,
            ReturnAudio = options.playback_audio,
            SendMidi = options.capture_midi,
            ReturnMidi = options.playback_midi,
            Sync = options.sync != 0,
            Latency = options.latency,
            Copies = options.copies,
            SharesTransport = options.transport != 0,
            Encoder = (SampleEncoder)options.encoder,
            Kilobits = options.kilobits,
        };
    }

    /// <summary>Says in the log what of a request cannot be had, if anything.</summary>
    public static void WarnOf(SlaveRequest request, JackLog log)
    {
        if (request.UsableCopies < request.Copies)
            log.Warn($"-R {request.Copies} needs a latency of {(2 * request.Copies) + 1} periods; with -l {request.Latency} it is -R {request.UsableCopies}");
    }
}
