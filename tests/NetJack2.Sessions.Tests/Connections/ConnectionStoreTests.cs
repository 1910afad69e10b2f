// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Models;
using NetJack2.Sessions.Connections;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Connections;

/// <summary>Connections that outlive a server, whatever its disk does.</summary>
public class ConnectionStoreTests
{
    private static readonly SlaveKey s_keys = new("keys", "10.0.0.2");
    private static readonly PortConnection[] s_connections = [new("to_slave_1", "system:capture_1", IsSource: false)];

    private FakeFile _file = new();
    private VirtualClock _clock = new();
    private RecordingLog _log = new();

    [SetUp]
    public void Begin()
    {
        _file = new FakeFile();
        _clock = new VirtualClock();
        _log = new RecordingLog();
    }

    [Test]
    public void A_change_is_saved_moments_later_and_known_to_the_next_server()
    {
        ConnectionStore store = New();
        store.Remember(s_keys, s_connections);
        store.Poll();
        Assert.That(_file.Writes, Is.Zero);
        Pass(SaveTimer.SaveNs);
        store.Poll();
        store.Poll();
        Assert.That(_file.Writes, Is.EqualTo(1));
        Assert.That(New().Recall(s_keys, _ => false), Is.EqualTo(s_connections));
    }

    [Test]
    public void A_slave_with_another_address_is_known_by_its_name_unless_the_one_of_that_name_is_there()
    {
        ConnectionStore store = New();
        store.Remember(s_keys, s_connections);
        Assert.That(store.Recall(s_keys with { Place = "10.0.0.9" }, _ => false), Is.EqualTo(s_connections));
        Assert.That(store.Recall(s_keys with { Place = "10.0.0.9" }, _ => true), Is.Null);
        Assert.That(store.Recall(new SlaveKey("other", "10.0.0.2"), _ => false), Is.Null);
    }

    [TestCase(0, null)]
    [TestCase(1, "1 connections in file are beyond the 4096 of a slave and ignored; the old file is kept as file.bad")]
    [TestCase(300, "300 connections in file are beyond the 4096 of a slave and ignored; the old file is kept as file.bad")]
    public void Connections_beyond_the_limit_of_a_slave_are_one_line(int excess, string? line)
    {
        IEnumerable<string> lines = Enumerable.Range(0, ConnectionKeeper.MaxConnections + excess)
            .Select(number => $"to_slave_1 <- system:capture_{number}");
        _file.Text = $"[keys @ 10.0.0.2]\n{string.Join('\n', lines)}\n";
        ConnectionStore store = New();
        Assert.That(store.Recall(s_keys, _ => false), Has.Count.EqualTo(ConnectionKeeper.MaxConnections));
        Assert.That(_log.Warnings, Is.EqualTo(line is null ? Array.Empty<string>() : [line]));
    }

    [Test]
    public void A_full_disk_loses_nothing_and_is_reported_once()
    {
        ConnectionStore store = New();
        _file.WriteProblem = "No space left on device";
        store.Remember(s_keys, s_connections);
        for (int second = 0; second < 60; second++)
        {
            Pass(1_000_000_000);
            store.Poll();
        }
        Assert.That(_log.Warnings, Has.Count.EqualTo(1));
        Assert.That(_log.Warnings[0], Does.Contain("No space left on device"));
        Assert.That(store.Recall(s_keys, _ => false), Is.EqualTo(s_connections));

        _file.WriteProblem = null;
        Pass(10_000_000_000);
        store.Poll();
        Assert.That(New().Recall(s_keys, _ => false), Is.EqualTo(s_connections));
    }

    [Test]
    public void A_file_that_cannot_be_read_is_not_overwritten()
    {
        _file.Text = "[keys @ 10.0.0.2]\nto_slave_1 <- a:b\n";
        _file.ReadProblem = "Permission denied";
        ConnectionStore store = New();
        store.Remember(new SlaveKey("other", ""), s_connections);
        store.Flush();
        Assert.That(_file.Writes, Is.Zero);
        Assert.That(_log.Warnings, Has.Count.EqualTo(1));
        Assert.That(_log.Warnings[0], Does.Contain("Permission denied"));
    }

    [Test]
    public void Of_a_garbled_file_what_is_clear_is_taken_and_a_copy_is_kept()
    {
        _file.Text = "[keys @ 10.0.0.2]\nto_slave_1 <- system:capture_1\n%&/§ rubbish\n";
        ConnectionStore store = New();
        Assert.That(_log.Warnings, Has.Count.EqualTo(1));
        Assert.That(store.Recall(s_keys, _ => false), Is.EqualTo(s_connections));
        Assert.That(_file.Copy, Does.Contain("rubbish"));
    }

    [Test]
    public void What_another_server_has_written_meanwhile_stays()
    {
        ConnectionStore one = New();
        ConnectionStore other = New();
        one.Remember(s_keys, s_connections);
        one.Flush();
        other.Remember(new SlaveKey("desk", "10.0.0.3"), s_connections);
        other.Flush();
        Assert.That(New().Recall(s_keys, _ => false), Is.EqualTo(s_connections));
        Assert.That(New().Recall(new SlaveKey("desk", "10.0.0.3"), _ => false), Is.EqualTo(s_connections));
    }

    [Test]
    [Property("Defect", "Fault-32")]
    public void At_the_end_another_server_that_saves_is_waited_for()
    {
        ConnectionStore store = New();
        store.Remember(s_keys, s_connections);
        _file.LockedAttempts = 3;
        store.Flush();
        Assert.That(New().Recall(s_keys, _ => false), Is.EqualTo(s_connections));
    }

    private ConnectionStore New() => new(_file, _clock, _log);

    private void Pass(long time) => _clock.Now += time;
}
