// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using NetJack2.Statistics;

namespace NetJack2.Serve.Tests;

/// <summary>A rig as it may be on a stage.</summary>
internal static class ExampleRig
{
    private static readonly string[] s_names = ["keys", "drums", "stagebox"];

    private static readonly float[] s_peaks = [0.5f, 0.32f, 1.02f, 0.01f];

    /// <summary>Puts a netmanager with so many sessions there, and an adapter beside the last of them.</summary>
    public static void Put(ServedRig rig, int count)
    {
        SessionStatistics[] sessions = [.. Enumerable.Range(0, count).Select(Session)];
        long now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() * 1_000_000;
        PageEvent[] events = [.. Enumerable.Range(0, Math.Min(count, s_names.Length) * 2).Select(number => Happened(number, now))];
        rig.Pages.Put(ModuleKind.NetManager, sessions, events);
        PutLevels(rig, sessions);
        if (count >= s_names.Length)
            rig.Pages.Put(ModuleKind.NetAdapter, ServedRig.Session("studio", session =>
            {
                session.Counters.Ratio = 1.0000123;
                session.Counters.Holes = 1;
                session.Since = (long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency)) - 60_000_000_000;
                return session;
            }));
    }

    private static SessionStatistics Session(int number) => ServedRig.Session(s_names[number % s_names.Length], session =>
    {
        session.Peer = PageText.From($"192.168.7.{20 + number}:19000");
        session.Counters.SessionId = (uint)number + 1;
        session.Counters.Lost = number * 3;
        session.Counters.IncompleteCycles = number * 2;
        session.Counters.Late = number;
        session.Counters.RoundTripWorst = 8_100_000;
        session.Counters.Cycles = 1_350_000;
        session.Counters.Received = 2_700_000;
        session.Counters.Sent = 2_700_000;
        session.Counters.LastReceived = (long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency));
        session.Since = session.Counters.LastReceived - 3_600_000_000_000;
        session.Reported = new PeerCounters
        {
            PeerReported = session.Counters.LastReceived, PeerXruns = number, PeerLoad = 1870 + (number * 310), Load = 2310,
        };
        return session;
    });

    private static PageEvent Happened(int number, long now) => new()
    {
        Serial = (ulong)number + 1, Time = number + 1, WallTime = now - ((6 - number) * 41_000_000_000L), Count = number + 1,
        Kind = (uint)(number % 2 == 0 ? EventKind.Connected : EventKind.Lost), Duration = number * 5_333_333,
        SessionId = (uint)(number / 2) + 1,
        Name = PageText.From(s_names[number / 2]), Peer = PageText.From($"192.168.7.{20 + (number / 2)}:19000"),
        Reason = PageText.From(number % 2 == 0 ? "48000 Hz, 128 frames, 2/2 audio, float" : ""),
    };

    private static void PutLevels(ServedRig rig, SessionStatistics[] sessions)
    {
        string page = PageFile.PathOf(ModuleKind.NetManager, Environment.ProcessId, 0, rig.Pages.Path);
        using SafeFileHandle file = File.OpenHandle(PageFile.MetersOf(page), FileMode.Create, FileAccess.ReadWrite);
        MeterPage.WriteHeader(file, MemoryMarshal.Read<PageHeader>(File.ReadAllBytes(page)), 0);
        for (int slot = 0; slot < sessions.Length; slot++)
        {
            var meters = new SessionMeters { SessionId = sessions[slot].Counters.SessionId, OutgoingCount = 2, IncomingCount = 2 };
            for (int port = 0; port < s_peaks.Length; port++)
            {
                var meter = new PortMeter { Peak = s_peaks[port], Held = s_peaks[port], Clipped = s_peaks[port] > 1 ? 3 : 0 };
                if (port < 2)
                    meters.Outgoing[port] = meter;
                else
                    meters.Incoming[port - 2] = meter;
            }
            _ = MeterPage.Write(file, slot, ref meters, 0);
        }
    }
}
