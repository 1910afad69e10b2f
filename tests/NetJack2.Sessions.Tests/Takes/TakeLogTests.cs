// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.Protocol.Transport;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Takes;

/// <summary>What a program would record wrongly while the transport rolls is in the file of the take, frame by frame.</summary>
public class TakeLogTests
{
    private const int Period = 256;

    private static SessionParameters Session { get; } = ExampleSession.Parameters with
    {
        Capabilities = ExampleSession.Unrepaired,
        SendMidi = 0,
        ReturnMidi = 0,
    };

    [Test]
    public void A_take_without_a_fault_is_exact_and_has_its_proof()
    {
        var take = new TakePair(Session);
        take.Run(50);
        take.Roll();
        take.Run(1000);
        take.Finish();
        Assert.That(take.MasterLines.Lines.Single(), Does.Match("^Take of 21:14:\\d\\d: 256 000 frames exact$"));
        Assert.That(
            string.Join('\n', take.MasterFiles.Lines(0)),
            Is.EqualTo("\"netmanager\",\"\",,begin,1000,0,0,48000\n\"netmanager\",\"keys\",,end,257000,256000,0,48000"));
        Assert.That(take.SlaveLines.Lines.Single(), Does.EndWith(": 256 000 frames exact"));
        Assert.That(take.SlaveFiles.Files, Has.Count.EqualTo(1));
        Assert.That(take.MasterFiles.Names.Single(), Does.Match("^20261130T2014\\d\\dZ-netmanager-\\d+-000001$"));
    }

    [Test]
    public void The_file_names_exactly_the_frames_that_the_master_records_wrongly(
        [Values(64, 256, 441)] int period, [Values(2, 17)] int channels, [Values(0.002, 0.05)] double loss)
    {
        var take = new TakePair(Session with { Period = period, SendAudio = channels, ReturnAudio = channels });
        SessionParameters session = take.Pair.Session;
        var wrong = new HashSet<(int Port, long Frame)>();
        take.MasterGraph = (ports, first) =>
        {
            if (take.MasterReel.State != TransportState.Rolling)
                return;
            for (int port = 0; port < channels; port++)
            {
                for (int index = 0; index < period; index++)
                {
                    if (ports.Incoming(port)[index] != Noise(port, first + index - session.RoundTripFrames))
                        _ = wrong.Add((port + 1, take.MasterReel.Frame + index));
                }
            }
        };
        take.Pair.Seat.BeforeCycle = (ports, first) =>
        {
            for (int port = 0; port < channels; port++)
            {
                for (int index = 0; index < period; index++)
                    ports.OutgoingPlace(port)[index] = Noise(port, first + index);
            }
        };
        take.Run(40);
        take.Roll();
        var random = new Random(1);
        take.Pair.Network.Drop = (_, source, _) => source.Host == LinkedPair.SlaveHost && random.NextDouble() < loss;
        take.Run(800);
        take.Pair.Network.Drop = null;
        take.Run(20);
        take.Finish();
        Assert.That(wrong, Is.Not.Empty);
        HashSet<(int Port, long Frame)> recorded = [], concealed = [];
        foreach (string[] fields in take.MasterFiles.Faults(0).Select(line => line.Split(',')))
        {
            Assert.That(fields[3], Is.AnyOf("concealed", "faded"));
            for (long frame = 0; frame < long.Parse(fields[6]); frame++)
            {
                foreach (int port in PortsOf(fields[2]))
                {
                    Assert.That(recorded.Add((port, long.Parse(fields[4]) + frame)), Is.True, "each frame once");
                    if (fields[3] is "concealed")
                        _ = concealed.Add((port, long.Parse(fields[4]) + frame));
                }
            }
            Assert.That(long.Parse(fields[4]) - long.Parse(fields[5]), Is.EqualTo(1000), "the transport was never moved");
        }
        long frames = recorded.Select(place => place.Frame).Distinct().Count();
        // A cross-fade may change a sample by less than it can show.
        Assert.That((wrong.IsSubsetOf(recorded), concealed.IsSubsetOf(wrong)), Is.EqualTo((true, true)));
        Assert.That(take.MasterFiles.Lines(0)[^1].Split(',')[6], Is.EqualTo($"{frames}"));
        Assert.That(take.SlaveLines.Lines.Single(), Does.EndWith("exact"), "nothing was lost on the way there");
    }

    [Test]
    public void A_cycle_that_the_slave_does_not_get_has_the_frame_of_the_slaves_transport()
    {
        var take = new TakePair(Session);
        take.Roll();
        take.Run(100);
        int packets = 0;
        take.Pair.Network.Drop = (_, source, _) => source.Host == LinkedPair.MasterHost && packets++ < 2;
        take.Run(100);
        take.Finish();
        string[] faults = take.SlaveFiles.Faults(0);
        Assert.That(WordsOf(faults), Is.EqualTo("concealed faded"));
        string[] concealed = faults[0].Split(','), faded = faults[1].Split(',');
        Assert.That(concealed[2], Is.EqualTo("1-2"));
        Assert.That(long.Parse(concealed[4]) - long.Parse(concealed[5]), Is.EqualTo(500_000));
        Assert.That(long.Parse(concealed[5]) % Period, Is.Zero);
        Assert.That(concealed[6], Is.EqualTo($"{Period}"));
        Assert.That(long.Parse(faded[4]), Is.EqualTo(long.Parse(concealed[4]) + Period));
        Assert.That(take.MasterLines.Lines.Single(), Does.EndWith("exact"), "the master got what the slave sent");
    }

    [Test]
    public void A_take_that_was_exact_until_its_server_is_killed_leaves_a_file()
    {
        var take = new TakePair(Session);
        take.Roll();
        take.Run(100);
        Assert.That(take.MasterFiles.Files, Is.Empty, "half a second");
        take.Run(150);
        Assert.That(take.MasterFiles.Lines(0).Single(), Does.Contain(",begin,"));
    }

    [Test]
    public void A_jump_while_it_rolls_ends_no_take()
    {
        var take = new TakePair(Session);
        take.Roll();
        take.Run(100);
        take.MasterReel.State = TransportState.Starting;
        take.Run(3);
        take.Roll();
        take.MasterReel.Frame = 7;
        take.Run(100);
        take.MasterReel.Frame = 7; // round a loop
        take.Run(100);
        take.Finish();
        Assert.That(take.MasterFiles.Lines(0)[^1], Does.Match("^\"netmanager\",\"keys\",,end,25607,\\d+,0,48000$"));
        Assert.That(take.MasterLines.Lines, Has.Count.EqualTo(1));
    }

    [Test]
    public void Stops_and_starts_between_two_looks_are_takes_of_their_own()
    {
        var take = new TakePair(Session) { IsPolled = false };
        for (int index = 0; index < 3; index++)
        {
            take.Roll();
            take.Run(4);
            take.Stop();
            take.Run(1);
        }
        take.IsPolled = true;
        take.Run(200);
        Assert.That(take.MasterLines.Lines, Has.Count.EqualTo(3).And.All.EndsWith(": 1 024 frames exact"));
        Assert.That(take.MasterFiles.Files, Has.Count.EqualTo(3));
    }

    [Test]
    public void What_the_ring_has_no_room_for_is_counted_and_never_exact()
    {
        TakePair polled = RunLossy(isPolled: true), take = RunLossy(isPolled: false);
        string[] faults = take.MasterFiles.Faults(0);
        string unrecorded = faults.Single(line => line.Contains(",not-recorded,", StringComparison.Ordinal));
        long left = long.Parse(unrecorded.Split(',')[6]);
        Assert.That(left, Is.Positive);
        Assert.That(faults.Length - 1 + left, Is.EqualTo(polled.MasterFiles.Faults(0).Length), "all of them");
        Assert.That(take.MasterLines.Lines.Single(), Does.Contain("frames are not exact, see takes/"));
    }

    [Test]
    public void A_session_that_ends_and_returns_is_a_gap_of_the_take()
    {
        var take = new TakePair(Session);
        take.Roll();
        take.Run(100);
        take.Pair.Slave.Use(null, take.Pair.Slave.Ports, 48_000);
        take.Run(100);
        take.Pair.Slave.Use(take.Pair.SlaveLink, take.Pair.Slave.Ports, 48_000);
        take.Run(100);
        take.Finish();
        string[] faults = take.SlaveFiles.Faults(0);
        Assert.That(faults[0], Does.Match("^\"net driver\",\"\",1-2,absent,\\d+,\\d+,\\d+,48000$"));
        Assert.That(long.Parse(faults[0].Split(',')[6]), Is.EqualTo(100 * Period).Within(2 * Period), "the server's own cycles");
    }

    [Test]
    public void A_server_that_freewheels_has_a_gap()
    {
        var take = new TakePair(Session);
        take.Roll();
        take.Run(100);
        take.Pair.Slave.IsFreewheeling = true;
        take.Run(50);
        take.Pair.Slave.IsFreewheeling = false;
        take.Run(50);
        take.Finish();
        Assert.That(take.SlaveFiles.Faults(0)[0], Does.Contain(",freewheel,"));
        Assert.That(take.SlaveLines.Lines.Single(), Does.Contain("not exact"));
    }

    [Test]
    public void An_xrun_that_is_reported_after_the_stop_belongs_to_the_take()
    {
        var take = new TakePair(Session);
        take.MasterReel.Xruns = 3; // before the take
        take.Run(10);
        take.Roll();
        take.Run(100);
        take.Stop();
        take.Run(2);
        take.MasterReel.Xruns++;
        take.Run(200);
        Assert.That(take.MasterFiles.Faults(0).Single(), Does.Match("^\"netmanager\",\"keys\",all,xrun,\\d+,\\d+,256,48000$"));
        Assert.That(take.MasterLines.Lines.Single(), Does.Contain(": 256 of "));
    }

    [Test]
    public void Of_ports_that_are_not_connected_there_is_no_take()
    {
        var take = new TakePair(Session);
        take.Pair.Seat.Ports.IncomingConnections = default;
        take.Roll();
        take.Run(50);
        take.Pair.Network.Loss = 0.5;
        take.Run(50);
        take.MasterReel.Xruns++;
        take.Run(50);
        take.Finish();
        Assert.That((take.MasterFiles.Files.Count, take.MasterLines.Lines.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public void A_jack2_peer_is_recorded_as_well()
    {
        var take = new TakePair(Session with { Capabilities = Capabilities.None });
        take.Roll();
        take.Run(100);
        int packets = 0;
        take.Pair.Network.Drop = (datagram, source, _) =>
            source.Host == LinkedPair.SlaveHost && datagram[11] == (byte)'a' && packets++ == 0;
        take.Run(100);
        take.Finish();
        Assert.That(WordsOf(take.MasterFiles.Faults(0)), Is.EqualTo("concealed faded"));
    }

    private static TakePair RunLossy(bool isPolled)
    {
        var take = new TakePair(Session) { IsPolled = isPolled };
        take.Roll();
        int packets = 0;
        take.Pair.Network.Drop = (_, source, _) => source.Host == LinkedPair.SlaveHost && packets++ % 20 < 2;
        take.Run(4000);
        take.Pair.Network.Drop = null;
        take.IsPolled = true;
        take.Finish();
        return take;
    }

    // A concealed sample is not right by accident.
    private static float Noise(int port, long frame)
    {
        ulong mixed = (ulong)((frame << 8) + port) * 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 29)) * 0xBF58476D1CE4E5B9;
        return (float)((mixed >> 40) / (double)(1 << 24)) - 0.5f;
    }

    private static string WordsOf(IEnumerable<string> lines) => string.Join(' ', lines.Select(line => line.Split(',')[3]));

    private static IEnumerable<int> PortsOf(string text)
    {
        foreach (string range in text.Split(' '))
        {
            string[] ends = range.Split('-');
            for (int port = int.Parse(ends[0]); port <= int.Parse(ends[^1]); port++)
                yield return port;
        }
    }

    // A collection would stop the threads of the cycles.
    [Test]
    public void Nothing_is_allocated_while_the_transport_rolls()
    {
        var pair = new TakePair(Session);
        pair.Roll();
        pair.Run(1000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int poll = 0; poll < 100; poll++)
        {
            pair.MasterLog.Poll();
            pair.SlaveLog.Poll();
        }
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }
}
