// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.Link.Ports;
using NetJack2.Protocol;
using NetJack2.RealTime;
using NetJack2.Statistics.Takes;

namespace NetJack2.Link.Links;

/// <content>How much latency the answers need, and an automatic latency that follows it.</content>
public sealed partial class MasterLink
{
    private readonly LatencyControl? _control;
    private bool _isHeld;

    /// <inheritdoc/>
    [RealTimeSafe]
    public void AddLate(uint cycle, int lateness, long now)
    {
        if (!_isMeasured || !_channel.Margins.IsMissed(cycle, out bool isFirst))
            return;
        // What comes while the answer to a later cycle is awaited would not have been there when a cycle before that began.
        int cycles = lateness + (_isFirstReading ? 0 : 1);
        int needed = _channel.Latency + cycles;
        _channel.Margins.AddLate(-cycles * _periodNs, needed, isFirst, now);
        if (isFirst && _channel.Margins.HasBegun)
            _control?.AddLate(cycle, needed, now);
    }

    // Also while all that comes is too late, so that nothing is played.
    [RealTimeSafe]
    private void CountMiss(uint answer, CycleSlot? slot)
    {
        _channel.Margins.CountCycle();
        if (slot is null || !_channel.IncomingFormat.IsComplete(slot))
            _channel.Margins.Miss(answer);
    }

    // Answers that are complete now and were not at the last check.
    [RealTimeSafe]
    private void CountAnswers(uint answer, long deadline, long now)
    {
        ReceiveWindow window = _channel.Window;
        uint first = window.Oldest;
        for (uint cycle = first; (int)(window.Newest - cycle) >= 0 && cycle - first < (uint)window.Length; cycle++)
        {
            if (window.Find(cycle) is not { IsCounted: false } slot || !_channel.IncomingFormat.IsComplete(slot))
                continue;
            slot.IsCounted = true;
            CountMargin((int)(cycle - answer), deadline, now);
            if ((int)(cycle - _answered) < 0)
                continue;
            _answered = cycle + 1;
            if (slot.Copies == 0)
                _delays.Add((int)(_cycle - cycle));
            uint sent = cycle + (uint)(_aligner?.Shift ?? 0);
            long time = _sentAt[sent & (uint)(_sentAt.Length - 1)];
            if (_cycle - sent < (uint)_sentAt.Length && time != 0)
                Counters.CountRoundTrip(now - time);
        }
    }

    // Answers are received once in a cycle; without network latency, all the time.
    [RealTimeSafe]
    private void CountMargin(int cycles, long deadline, long now)
    {
        if (!_isMeasured || cycles < 0)
            return;
        int latency = _channel.Latency;
        long margin = latency == 0 ? Math.Max(0, deadline - now) : cycles * _periodNs;
        int needed = Math.Max(0, latency - cycles);
        _channel.Margins.Add(margin, needed, now);
        _control?.AddNeed(needed, now);
    }

    // Whether the answer that is due is played in the next cycle, because answers come too late: the gap becomes the additional latency.
    [RealTimeSafe]
    private bool TryHold(uint answer, CycleSlot? slot)
    {
        _isHeld = _isMeasured && _isDue && _control is { } control && (slot is null || !_channel.IncomingFormat.IsComplete(slot))
            && control.TryRaise(answer, _clock.Now);
        if (!_isHeld)
            return false;
        _channel.Follow(_control!.Latency);
        Counters.Values.IncompleteCycles++;
        return true;
    }

    // Puts the next answer into the ports in place of the one that is there, where that is due and nothing but time is lost.
    [RealTimeSafe]
    private void Advance(ref uint answer, ref CycleSlot? slot, IPortBuffers ports, PortSet connected)
    {
        long now = _clock.Now;
        if (_control is not { } control || slot is not { MidiLength: 0 } || !control.IsLowerDue(now)
            || !_channel.IncomingFormat.IsComplete(slot) || _channel.Window.Find(answer + 1) is not { } next
            || !_channel.IncomingFormat.IsComplete(next) || !(control.IsLowerOverdue(now) || CyclePorts.AreQuiet(ports, connected)))
            return;
        answer++;
        slot = next;
        control.Lower(answer, now);
        _channel.Follow(control.Latency);
        _channel.Close(slot);
        _channel.Miss(connected, TakeMark.Skipped);
        _channel.Concealer.Leave(connected, ports);
        _channel.DeliverAudio(answer, slot, ports, connected);
    }
}
