// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Junk;
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Transport;
using NetJack2.World;

namespace NetJack2.Link.Tests.Timelines;

/// <summary>Reports in the name of the master or the slave, with numbers that neither has sent, take nothing from the transport for good.
/// </summary>
[Property("Defect", "Fault-09")]
public class ForgedReportTests
{
    private const int CommandAt = 60, CommandSerialAt = 64, LocateSerialAt = 68, MarksAt = 52;
    private const uint Requested = 8;

    private readonly SharedTransport _shared = new(SharedTransport.Session);
    private byte[] _model = [];

    [Test]
    public void Orders_of_the_slaves_clients_are_executed_afterwards(
        [Values(1u, 1000u, 70_000u, 1u << 30, 0x7FFF_FFFFu, 0x8000_0000u, 0xC000_0000u, uint.MaxValue)] uint ahead,
        [Values] bool isInTheMastersName, [Values(1, 3)] int times)
    {
        PeerAddress master = ((VirtualSocket)_shared.Pair.Seat.Link!.Channel.Socket).Local, slave = _shared.Pair.SlaveSocket.Local;
        PeerAddress forged = isInTheMastersName ? master : slave, target = isInTheMastersName ? slave : master;
        _shared.Pair.Network.Drop = (datagram, source, _) =>
        {
            if (datagram[11] == 't' && source == forged)
                _model = datagram.ToArray();
            return false;
        };
        _shared.Pair.RunCycles(20);
        Order(TransportCommand.Start, 480_000);
        for (uint time = 1; time <= times; time++)
        {
            byte[] report = (byte[])_model.Clone();
            Wire.Put(report, Wire.Cycle, (uint)_shared.Pair.MasterCounters.Values.Cycles);
            Wire.Put(report, MarksAt, isInTheMastersName ? 0 : Requested);
            Wire.Put(report, CommandAt, isInTheMastersName ? 0u : 2u);
            Wire.Put(report, CommandSerialAt, 1 + (time * ahead));
            Wire.Put(report, LocateSerialAt, 1 + (time * ahead));
            _shared.Pair.Network.Forge(report, forged, target);
            _shared.Pair.RunCycles(4);
        }
        // The master repeats its report twice a second, the slave its own too.
        _shared.Pair.RunCycles(300);
        Order(TransportCommand.Stop, 77);
        _shared.Pair.RunCycles(100);
        Order(TransportCommand.Start, 96_000);
        Assert.That(_shared.Master.State, Is.EqualTo(TransportState.Rolling));
        Assert.That(_shared.Master.Locates, Does.Contain(96_000u));
        _shared.ResetCounts();
        _shared.Pair.RunCycles(100);
        Assert.That(_shared.Compared, Is.Positive);
        Assert.That(_shared.Different, Is.Zero);
    }

    private void Order(TransportCommand command, uint frame)
    {
        _shared.Slave.Ask(command);
        _shared.Slave.Ask(frame);
        _shared.Pair.RunCycles(60);
    }
}
