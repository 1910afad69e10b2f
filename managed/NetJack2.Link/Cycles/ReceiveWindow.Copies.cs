// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Wire;
using NetJack2.RealTime;

namespace NetJack2.Link.Cycles;

/// <content>Packets that do not belong to the cycle they arrive with: copies, and reports.</content>
public sealed partial class ReceiveWindow
{
    // It is no evidence of a cycle: neither that one has begun, nor when, nor that the peer's audio comes.
    [RealTimeSafe]
    private void AcceptReport(PacketReader packet, long now)
    {
        if (EndReport.TryRead(packet.Payload, out EndReport report))
            _counters.Receive(report, now);
        else
            _counters.Values.Malformed++;
    }

    // A copy fills a gap or is useless: it shows neither where the peer is nor how late packets are.
    [RealTimeSafe]
    private void AcceptCopy(PacketReader packet, long now)
    {
        uint cycle = packet.Header.Cycle;
        uint ahead = cycle - Oldest;
        if (!IsOpen || ahead >= (uint)_cycles.Length)
        {
            _counters.Values.Copies++;
            // What was asked for and came too late will come in time if it is waited for longer.
            int lateness = (int)(Oldest - cycle);
            if (_direction.Resends && lateness > 0 && lateness <= _cycles.Length && _incomplete[IndexOf(cycle)] == cycle)
                Lateness = Math.Max(Lateness, lateness);
            return;
        }
        CycleSlot? known = Find(cycle);
        CycleSlot slot = known ?? Begin(cycle, now);
        PacketVerdict verdict = _format.Accept(packet, slot);
        switch (verdict)
        {
            case PacketVerdict.Accepted:
                slot.Copies++;
                slot.LastArrival = now;
                slot.Open(_direction.Resends ? ArrivalBehind(cycle, now) : now);
                _counters.Values.Received++;
                _counters.Values.Recovered++;
                _counters.Values.LastReceived = now;
                break;
            case PacketVerdict.Duplicate:
                _counters.Values.Copies++;
                break;
            default:
                _counters.Values.Malformed++;
                if (known is null)
                    End(IndexOf(cycle));
                break;
        }
    }
}
