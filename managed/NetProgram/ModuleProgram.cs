// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text;
using NetJack2.Host.Logging;
using NetJack2.Interop;
using NetJack2.Protocol.Session;
using NetJack2.Statistics;

namespace NetJack2.NetProgram;

/// <summary>Runs a module as a program: waits for a server, and for its return; ends on request.</summary>
/// <param name="module">The module.</param>
/// <param name="words">Its options.</param>
internal sealed unsafe class ModuleProgram(IModule module, IEnumerable<string> words)
{
    private const int Clean = 0, Failed = 1, Misused = 2;

    private const int RetryMs = 1000;

    // libjack sometimes waits for ever when a client closes; the manager waits for its own for 20 s.
    private const int LongestEndMs = 25_000;

    // 21 ms at 48 kHz: more than musicians tolerate, and PipeWire's usual choice.
    private const int LongestUsualPeriod = 1024;

    private readonly JackLog _log = new();
    private readonly byte[] _words = Join(words);
    private readonly uint _count = (uint)words.Count();
    private jack_client_t* _client;
    private uint _period;

    /// <summary>Runs the program to its end; returns its exit code.</summary>
    /// <returns>The exit code.</returns>
    public int Run()
    {
        nj_program_options options;
        fixed (byte* text = _words)
        {
            int result = module.ReadOptions(text, _count, &options);
            if (result != 0)
                return result > 0 ? Clean : Misused;
        }
        fixed (byte* name = module.Name)
        {
            // The text is no object of the collector's: it stays where it is.
            if (NetJack2Program.nj_program_begin(name) != 0)
                return Failed;
        }
        string jackName = JackText.Decode(options.jack_name);
        if (jackName.Length == 0)
            jackName = JackText.Decode(module.Name);
        RemoveOwnPage();
        return Open(jackName, options.quantum) is { } ended ? ended : Serve();
    }

    // The page of the process that this one has replaced would count as that of a living one.
    private void RemoveOwnPage()
    {
        try
        {
            File.Delete(PageFile.PathOf(module.Kind, Environment.ProcessId, 0));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return; // another user's: it is not believed
        }
    }

    // Null once the client is open; otherwise the exit code.
    private int? Open(string name, int quantum)
    {
        bool isAnnounced = NetJack2Program.nj_program_is_restarted() != 0;
        Notify("READY=1\nSTATUS=Waiting for a JACK server");
        while (true)
        {
            int result;
            fixed (byte* text = JackText.Encode(name))
            fixed (jack_client_t** client = &_client)
                result = NetJack2Program.nj_program_open(text, quantum, client);
            switch (result)
            {
                case NetJack2Program.NJ_OPENED:
                    ReportServer(name, quantum);
                    return null;
                case NetJack2Program.NJ_NAME_IN_USE:
                    _log.Warn($"The JACK server has a client '{name}' already; choose another name with -J");
                    return Failed;
                case NetJack2Program.NJ_NOT_OPENED:
                    _log.Warn($"The JACK server refuses the client '{name}'; see its log");
                    return Failed;
                default:
                    if (!isAnnounced)
                        _log.Info("Waiting for a JACK server: start jackd or PipeWire, as this user");
                    isAnnounced = true;
                    break;
            }
            if (NetJack2Program.nj_program_wait(RetryMs) == NetJack2Program.NJ_STOPPED)
                return Clean;
        }
    }

    private void ReportServer(string name, int quantum)
    {
        bool isPipeWire = NetJack2Program.nj_program_is_pipewire() != 0;
        _log.Info($"Client '{name}' of {(isPipeWire ? "PipeWire" : "jackd")}, {Jack.jack_get_sample_rate(_client)} Hz");
        if (quantum != 0 && !isPipeWire)
            _log.Warn("Option -Q has no effect: the period of jackd is that of jackd -p, or of jack_bufsize");
    }

    private int Serve()
    {
        if (!module.TryStart(_client, _log))
            return NetJack2Program.nj_program_wait(0) == NetJack2Program.NJ_SERVER_ENDED ? Restart() : Failed;
        Notify("READY=1\nSTATUS=Running");
        int reason;
        while ((reason = NetJack2Program.nj_program_wait(RetryMs)) == NetJack2Program.NJ_TIME_OVER)
            ReportPeriod();
        return reason == NetJack2Program.NJ_SERVER_ENDED ? Restart() : Stop();
    }

    private void ReportPeriod()
    {
        uint period = Jack.jack_get_buffer_size(_client);
        if (period == _period)
            return;
        _period = period;
        string remedy = NetJack2Program.nj_program_is_pipewire() != 0 ? "-Q 256 asks PipeWire for 256" : "see jackd -p or jack_bufsize";
        if (period > LongestUsualPeriod)
            _log.Warn($"The period of {period} frames is long, and so is the latency of the network; {remedy}");
        else if (module.SetsPeriod && period < SessionValidator.MinPeriod)
            _log.Warn($"The period of {period} frames is too short for the network: no slave is served; {remedy}");
    }

    private int Stop()
    {
        Notify("STOPPING=1");
        var thread = new Thread(() => module.Stop(_client)) { IsBackground = true };
        thread.Start();
        if (!thread.Join(LongestEndMs))
            _log.Warn("The JACK library does not close its client; the process ends without");
        return Clean;
    }

    // A library whose server has ended is not to be used any more, and PipeWire's crashes where a client is closed then. The peers see
    // the end of the process's sockets, as if it had been killed.
    private int Restart()
    {
        _log.Warn("The JACK server has ended; waiting for it to return");
        byte[] all = Join(words.Prepend(module.Command).Prepend(Path.GetFileName(Environment.ProcessPath) ?? ""));
        fixed (byte* text = all)
            NetJack2Program.nj_program_restart(text, _count + 2);
        return Failed;
    }

    private static void Notify(string state)
    {
        fixed (byte* text = JackText.Encode(state))
            NetJack2Program.nj_program_notify(text);
    }

    private static byte[] Join(IEnumerable<string> words) => Encoding.UTF8.GetBytes(string.Concat(words.Select(word => $"{word}\0")));
}
