// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.Sessions.Handshake;

namespace NetJack2.Sessions.Tests.Handshake;

public class RefusalWatchTests
{
    private LinkCounters _counters = null!;
    private RefusalWatch _watch = null!;

    [SetUp]
    public void Begin() => (_counters, _watch) = (new LinkCounters(), new RefusalWatch());

    [Test]
    public void A_refusal_holds_while_nothing_is_received()
    {
        _counters.Refused = 1;
        Assert.That((_watch.Update(_counters), _watch.Update(_counters)), Is.EqualTo((true, true)));
    }

    [Test]
    public void A_peer_that_answers_afterwards_is_connected()
    {
        _counters.Refused = 1;
        _ = _watch.Update(_counters);
        _counters.Values.LastReceived = 5;
        Assert.That(_watch.Update(_counters), Is.False);
    }

    [Test]
    public void What_had_waited_in_the_socket_and_is_read_with_it_takes_nothing_back()
    {
        _counters.Values.LastReceived = 5;
        _counters.Refused = 1;
        Assert.That((_watch.Update(_counters), _watch.Update(_counters)), Is.EqualTo((true, true)));
    }
}
