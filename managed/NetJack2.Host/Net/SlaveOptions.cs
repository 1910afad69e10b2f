// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text;
using NetJack2.Host.Logging;
using NetJack2.Interop;
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.Sessions.Handshake;

namespace NetJack2.Host.Net;

/// <summary>Conversion of a slave's options into its request.</summary>
public static class SlaveOptions
{
    /// <summary>Returns the slave's request to its master.</summary>
    /// <param name="options">As native/ has validated them.</param>
    /// <param name="target">Where it announces itself.</param>
    /// <param name="sync">Whether the slave answers within the cycle.</param>
    /// <param name="sharesTransport">Whether it shares the transport with its master.</param>
    /// <param name="joinsMesh">Whether its server can be a member of a mesh.</param>
    public static SlaveRequest RequestFrom(
        in nj_slave_options options, PeerAddress target, bool sync, bool sharesTransport, bool joinsMesh = false)
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
            Sync = sync,
            Latency = options.latency,
            LatencyMode = (LatencyMode)options.latency_mode,
            IsVoice = options.wlan != 0,
            Copies = options.copies,
            SharesTransport = sharesTransport,
            JoinsMesh = joinsMesh,
            Encoder = (SampleEncoder)options.encoder,
            Kilobits = options.kilobits,
        };
    }

    /// <summary>Logs what of a request is not available, if anything.</summary>
    public static void WarnOf(SlaveRequest request, JackLog log)
    {
        if (request.UsableCopies < request.Copies)
        {
            log.Warn(
                $"-R {request.Copies} needs a latency of {(2 * request.Copies) + 1} periods; "
                + $"with -l {request.Latency} it is -R {request.UsableCopies}");
        }
    }
}
