// SPDX-License-Identifier: GPL-2.0-or-later
using CsCheck;
using NetJack2.Sessions.Connections;

namespace NetJack2.Sessions.Tests.Connections;

/// <summary>The text in which connections are kept.</summary>
public class ConnectionBookTests
{
    private const string Example = """
        # a comment

        [keys @ 10.77.0.2]
        to_slave_1 <- system:capture_1
        from_slave_1 -> Big Synth: left -> in
        from_slave_1 -> :to_slave_1

        [desk]
        """;

    [Test]
    public void The_text_is_read_as_a_person_reads_it()
    {
        ConnectionBook book = ConnectionBook.Parse(Example, out int faults);
        Assert.That(faults, Is.Zero);
        Assert.That(book.Find(new SlaveKey("keys", "10.77.0.2")), Is.EqualTo(new List<PortConnection>
        {
            new("to_slave_1", "system:capture_1", IsSource: false),
            new("from_slave_1", "Big Synth: left -> in", IsSource: true),
            new("from_slave_1", ":to_slave_1", IsSource: true),
        }));
        Assert.That(book.Find(new SlaveKey("desk", "")), Is.Empty);
        Assert.That(book.Find(new SlaveKey("keys", "10.77.0.3")), Is.Null);
    }

    [Test]
    public void What_is_written_is_read_again()
        => Gen.Select(Gen.String, Gen.String, Gen.Bool).Sample((name, other, isSource) =>
        {
            var book = new ConnectionBook();
            book.Set(new SlaveKey("keys", "::1"), [new PortConnection("a", "b:c", IsSource: true)]);
            book.Set(new SlaveKey(name, "10.0.0.1"), [new PortConnection("to_slave_1", other, isSource)]);
            string text = book.Format();
            ConnectionBook again = ConnectionBook.Parse(text, out _);
            return again.Find(new SlaveKey("keys", "::1")) is [{ Own: "a" }]
                && string.Equals(again.Format(), ConnectionBook.Parse(again.Format(), out _).Format(), StringComparison.Ordinal);
        });

    [TestCase("to_slave_1 <- system:capture_1", 1)] // of no slave
    [TestCase("[a]\nto_slave_1 = system:capture_1", 1)]
    [TestCase("[a]\nto_slave_1 <-", 1)]
    [TestCase("[a]\n<- x:y", 1)]
    [TestCase("\0\u0001\u0002\nrubbish", 2)]
    public void Lines_that_mean_nothing_are_counted(string text, int expected)
    {
        ConnectionBook.Parse(text, out int faults);
        Assert.That(faults, Is.EqualTo(expected));
    }

    [Test]
    public void Slaves_with_invented_names_push_out_the_oldest_and_are_never_more_than_the_most()
    {
        var book = new ConnectionBook();
        for (int index = 0; index < ConnectionBook.MaxSlaves + 10; index++)
        {
            book.Set(new SlaveKey($"slave{index}", "10.0.0.1"), []);
            book.Set(new SlaveKey("keys", "10.0.0.2"), []);
        }
        Assert.That(book.Slaves.Count(), Is.EqualTo(ConnectionBook.MaxSlaves));
        Assert.That(book.Find(new SlaveKey("keys", "10.0.0.2")), Is.Not.Null);
    }

    [Test]
    public void A_name_with_a_line_in_it_writes_no_line()
    {
        var book = new ConnectionBook();
        book.Set(new SlaveKey("keys]\nto_slave_1 <- evil:out\n[", "10.0.0.1"), []);
        Assert.That(book.Format(), Does.Not.Contain("evil"));
    }

    [TestCase("synth:left\tout")]
    [TestCase("synth: left ")]
    [TestCase(" synth:left")]
    [TestCase("synth:left\u00a0")]
    [TestCase("synth:a\nb\r")]
    [TestCase(@"synth:\u0041\")]
    [TestCase("synth:\u0085\u2028")]
    [Property("Defect", "Fault-22")]
    public void A_port_with_any_name_is_read_as_it_was_written(string port)
    {
        var connection = new PortConnection("to_slave_1", port, IsSource: false);
        var book = new ConnectionBook();
        book.Set(new SlaveKey("keys", "10.0.0.2"), [connection]);
        ConnectionBook again = ConnectionBook.Parse(book.Format(), out int faults);
        Assert.That(faults, Is.Zero);
        Assert.That(again.Find(new SlaveKey("keys", "10.0.0.2")), Is.EqualTo(new[] { connection }));
    }

    [Test]
    [Property("Defect", "Fault-22")]
    public void Ports_with_random_names_are_read_as_they_were_written()
        => Gen.String[1, 40].Sample(port =>
        {
            var connection = new PortConnection("to_slave_1", port, IsSource: true);
            var book = new ConnectionBook();
            book.Set(new SlaveKey("keys", "10.0.0.2"), [connection]);
            return ConnectionBook.Parse(book.Format(), out _).Find(new SlaveKey("keys", "10.0.0.2"))!.Single() == connection;
        });

    [TestCase("left @ stage", "")]
    [TestCase("left @ stage", "10.0.0.2")]
    [TestCase("left", "[fe80::1%2]")]
    [Property("Defect", "Fault-32")]
    public void A_name_that_contains_the_separator_is_read_as_it_was_written(string name, string place)
    {
        var key = new SlaveKey(name, place);
        var book = new ConnectionBook();
        book.Set(key, [new PortConnection("to_slave_1", "b:c", IsSource: false)]);
        Assert.That(ConnectionBook.Parse(book.Format(), out _).Slaves, Is.EqualTo(new[] { key }));
    }
}
