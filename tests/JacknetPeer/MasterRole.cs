// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Interop;
using NetJack2.JackProbe;
using NetJack2.JackProbe.Jack;
using NetJack2.JackProbe.Results;
using Api = NetJack2.Interop.Jack;

namespace NetJack2.JacknetPeer;

/// <summary>
/// <c>master [--ip A] [--port P] [--audio C] [--period F] [--rate R] [--slice F] [--timeout S] [--settle S] [--seconds S] [--bits 23]</c>:
/// a libjacknet master, clocked by a timer, that sends a counter and numbered MIDI events and checks them on return. Prints a line when the
/// slave is connected, and the result. <c>--slice</c> selects partial cycles of F frames.
/// </summary>
internal static unsafe class MasterRole
{
    public static int Run(Options options)
    {
        int period = options.Count("period", 256), rate = options.Count("rate", 48000);
        int audio = options.Count("audio", -1), slice = options.Count("slice", 0);
        var request = new jack_master_t
        {
            audio_input = audio,
            audio_output = audio,
            midi_input = -1,
            midi_output = -1,
            buffer_size = (uint)period,
            sample_rate = (uint)rate,
            time_out = options.Count("timeout", 10),
            partial_cycle = slice > 0 ? 1 : 0,
        };
        "jacknet-peer"u8.CopyTo(new Span<byte>(&request.master_name, Api.MASTER_NAME_SIZE));
        using var ip = new CString(options.Text("ip", "225.3.19.154"));
        using var stay = new Stay();
        jack_slave_t slave;
        jack_net_master_t* master = Api.jack_net_master_open(ip, options.Count("port", Api.DEFAULT_PORT), &request, &slave);
        if (master is null) throw new ProbeException("no slave");
        var loop = new MasterLoop(master, slave, period, rate, slice, options.Count("bits", 23));
        Output.Print(loop.Result, ResultsJson.Default.JacknetMasterResult);
        if (loop.Run(stay, options.Seconds("settle", 1), measure: false)) loop.Run(stay, options.Seconds("seconds", 2), measure: true);
        _ = Api.jack_net_master_close(master);
        return Output.Print(loop.Result, ResultsJson.Default.JacknetMasterResult);
    }
}
