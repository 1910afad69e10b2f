// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Takes;
using NetJack2.Models;
using NetJack2.Protocol;
using NetJack2.Protocol.Transport;
using NetJack2.Sessions.Takes;
using NetJack2.Statistics.Takes;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Takes;

/// <summary>The takes of a server with several slaves, and with a disk that has no room.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class TakeSourcesTests
{
    private const int Period = 256, Rate = 48_000;
    private const int CyclesOfRest = (Rate / 10 / Period) + 2;
    private const long PeriodNs = 1_000_000_000L * Period / Rate;

    private readonly VirtualClock _clock = new();
    private readonly FakeTakes _files = new();
    private readonly RecordingLog _log = new();
    private readonly TakeRecorder _keys = new();
    private readonly TakeRecorder _drums = new();
    private readonly Reel _reel = new(Period, Rate);

    private TakeLog Log { get; set; } = null!;

    [SetUp]
    public void Begin()
    {
        Log = new TakeLog(_files, "netmanager", _clock, new FakeWall(_clock), _log);
        Log.Add(_keys, "keys");
        Log.Add(_drums, "drums");
    }

    [Test]
    public void Two_slaves_share_one_take_with_a_line_of_each()
    {
        Roll(10);
        _drums.Add(TakeMark.Concealed, 1, 16, 48);
        Roll(10);
        Stop();
        Assert.That(
            string.Join('\n', _files.Lines(0)),
            Is.EqualTo(
                """
                "netmanager","",,begin,0,0,0,48000
                "netmanager","drums",2,concealed,2576,2576,32,48000
                "netmanager","keys",,end,5120,5120,0,48000
                "netmanager","drums",,end,5120,5120,32,48000
                """));
        Assert.That(_log.Lines.Single(), Does.Contain(": 32 of 5 120 frames are not exact, see takes/"));
    }

    [Test]
    public void A_slave_whose_client_is_closed_has_its_end_and_the_others_go_on()
    {
        Roll(10);
        _keys.AddAll(TakeMark.Absent);
        Roll(1);
        Log.Remove(_keys);
        Roll(10, _drums);
        Stop();
        Assert.That(_files.Faults(0).Single(), Is.EqualTo("\"netmanager\",\"keys\",1-2,absent,2560,2560,256,48000"));
        Assert.That(_log.Lines.Single(), Does.Contain(": 256 of 5 376 frames"));
    }

    [Test]
    public void After_a_slave_has_left_the_others_are_recorded_until_the_transport_stops()
    {
        Roll(10);
        Log.Remove(_keys);
        Roll(3 * Rate / Period, _drums);
        _drums.Add(TakeMark.Concealed, 1, 16, 48);
        Roll(10, _drums);
        Log.Add(_keys, "keys");
        Roll(10);
        Stop();
        Assert.That(_files.Files, Has.Count.EqualTo(1));
        Assert.That(_files.Faults(0).Single(), Does.StartWith("\"netmanager\",\"drums\",2,concealed,"));
        Assert.That(_log.Lines.Single(), Does.Contain(": 32 of "));
    }

    [Test]
    public void A_slave_that_connects_in_a_take_is_part_of_it()
    {
        Roll(10, _keys);
        Roll(10);
        Stop();
        Assert.That(_files.Files, Has.Count.EqualTo(1));
        Assert.That(_files.Lines(0)[^1], Is.EqualTo("\"netmanager\",\"drums\",,end,5120,5120,0,48000"));
        Assert.That(_log.Lines.Single(), Does.EndWith(": 5 120 frames exact"));
    }

    [Test]
    public void A_client_whose_cycles_do_not_come_is_not_waited_for_and_never_exact()
    {
        Roll(10);
        _reel.State = TransportState.Stopped;
        for (int cycle = 0; cycle < 3 * Rate / Period; cycle++)
        {
            _drums.EndCycle(_reel.Run(), _clock.Now);
            Pass();
        }
        Assert.That(_files.Faults(0).Single(), Does.StartWith("\"netmanager\",\"keys\",,not-recorded,"));
        Assert.That(_log.Lines.Single(), Does.Contain("faults besides audio"));
        // It is back.
        for (int cycle = 0; cycle < CyclesOfRest; cycle++)
            _keys.EndCycle(_reel.Run(), _clock.Now);
        Roll(10);
        Stop();
        Assert.That(_log.Lines[^1], Does.EndWith(": 2 560 frames exact"));
    }

    [Test]
    public void What_is_known_of_events_only_after_the_stop_belongs_to_the_take()
    {
        Roll(10);
        _reel.State = TransportState.Stopped;
        foreach (int cycle in new[] { 0, 1 })
        {
            _keys.AddAll(TakeMark.MidiLost, -(cycle + 1) * Period, -cycle * Period); // the last one, and the first without a take
            if (cycle == 0)
                _drums.AddAll(TakeMark.MidiLate);
            _drums.AddAll(TakeMark.MidiLost); // not of the take
            _keys.EndCycle(_reel.Run(), _clock.Now);
            _drums.EndCycle(_reel.Run(), _clock.Now);
            _keys.AddAll(TakeMark.MidiLost, -Period, 0);
        }
        Stop();
        Assert.That(
            string.Join('\n', _files.Faults(0)),
            Is.EqualTo(
                """
                "netmanager","keys",all,midi-lost,2304,2304,256,48000
                "netmanager","keys",all,midi-lost,2304,2304,256,48000
                "netmanager","drums",all,midi-late,2304,2304,256,48000
                """));
    }

    [Test]
    public void An_xrun_that_is_reported_when_the_next_take_begins_makes_neither_exact()
    {
        Roll(10);
        _reel.State = TransportState.Stopped;
        _keys.EndCycle(_reel.Run(), _clock.Now);
        _drums.EndCycle(_reel.Run(), _clock.Now);
        _reel.Xruns++;
        Roll(10);
        Stop();
        Assert.That(_files.Faults(0), Has.One.EqualTo("\"netmanager\",\"keys\",all,xrun,2304,2304,256,48000"));
        Assert.That(_files.Faults(1), Has.One.EqualTo("\"netmanager\",\"keys\",all,xrun,2560,0,256,48000"));
    }

    [Test]
    public void Stops_and_starts_of_two_slaves_between_two_looks_stay_apart()
    {
        for (int take = 0; take < 3; take++)
        {
            Roll(5, isPolled: false);
            Rest(isPolled: false);
        }
        for (int look = 0; look < 3; look++)
            Log.Poll();
        Assert.That(_log.Lines, Has.Count.EqualTo(3).And.All.EndsWith(": 1 280 frames exact"));
        Assert.That(_files.Files.Select((_, file) => _files.Lines(file).Length), Is.All.EqualTo(3));
    }

    [Test]
    public void A_full_disk_gives_one_line_and_the_result_is_logged_all_the_same()
    {
        _files.Room = 150;
        for (int take = 0; take < 2; take++)
        {
            Roll(10);
            _keys.Add(TakeMark.Concealed, 0, 0, 10);
            Roll(1);
            _keys.Add(TakeMark.Concealed, 1, 0, 10);
            Roll(10);
            Stop();
        }
        Assert.That(
            _log.Warnings.Single(),
            Is.EqualTo("Takes cannot be recorded in takes (No space left on device); tried again with the next take"));
        Assert.That(_log.Lines, Has.Count.EqualTo(2).And.All.EndsWith(": 20 of 5 376 frames are not exact"));
    }

    [Test]
    public void What_could_not_be_written_once_is_written_the_next_time_and_fails_with_a_line_again()
    {
        const string folder = "it is no folder of this user";
        foreach (string? problem in (string?[])[folder, folder, null, "Read-only file system"])
        {
            _files.Problem = problem;
            Roll(10);
            Stop();
        }
        Assert.That(_log.Warnings, Has.Count.EqualTo(2));
        Assert.That(_log.Warnings[1], Does.Contain("(Read-only file system)"));
        Assert.That((_files.Files.Count, _log.Lines.Count), Is.EqualTo((1, 4)));
    }

    [TestCase("keys \"2\"\n", "\"keys \"\"2\"\"_\"")]
    [TestCase("=cmd|' /C calc'!A0", "\"'=cmd|' /C calc'!A0\"")]
    [TestCase("a,b", "\"a,b\"")]
    public void A_name_is_one_field_and_no_formula(string name, string field)
    {
        Log.Remove(_drums);
        Log.Add(_drums, name);
        Roll(10);
        Stop();
        Assert.That(_files.Lines(0)[^1], Is.EqualTo($"\"netmanager\",{field},,end,2560,2560,0,48000"));
    }

    [Test]
    public void A_take_with_faults_without_end_stays_within_its_bytes_and_counts_the_rest()
    {
        for (int cycle = 0; cycle < 40_000; cycle++)
        {
            if (cycle % 2 == 0)
                _keys.Add(TakeMark.Concealed, 1, 0, 10);
            Roll(1);
        }
        Stop();
        Assert.That(_files.Files[0].Length, Is.LessThan(TakeWords.MostBytes));
        string[] faults = _files.Faults(0);
        Assert.That(faults.Length - 1 + long.Parse(faults[^1].Split(',')[6]), Is.EqualTo(20_000));
        Assert.That(_log.Lines.Single(), Does.Contain(": 200 000 of 10 240 000 frames"));
    }

    private void Roll(int cycles, TakeRecorder? only = null, bool isPolled = true)
    {
        _reel.State = TransportState.Rolling;
        for (int cycle = 0; cycle < cycles; cycle++)
        {
            ServerCycle run = _reel.Run();
            foreach (TakeRecorder recorder in only is null ? (TakeRecorder[])[_keys, _drums] : [only])
            {
                recorder.Connect(PortSet.First(2));
                recorder.EndCycle(run, _clock.Now);
            }
            Pass(isPolled);
        }
    }

    private void Rest(bool isPolled)
    {
        _reel.State = TransportState.Stopped;
        for (int cycle = 0; cycle < CyclesOfRest; cycle++)
        {
            ServerCycle run = _reel.Run();
            _keys.EndCycle(run, _clock.Now);
            _drums.EndCycle(run, _clock.Now);
            Pass(isPolled);
        }
        _reel.Frame = 0;
    }

    private void Stop() => Rest(isPolled: true);

    private void Pass(bool isPolled = true)
    {
        _clock.Now += PeriodNs;
        if (isPolled)
            Log.Poll();
    }
}
