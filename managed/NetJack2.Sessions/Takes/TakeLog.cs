// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Takes;
using NetJack2.RealTime;
using NetJack2.Statistics.Takes;

namespace NetJack2.Sessions.Takes;

/// <summary>The takes of a JACK server: one file for what all of its peers record from a start of the transport to its stop, and a line in
/// the log.</summary>
/// <remarks>Control thread. Allocates when a take begins or ends, and not for each fault.</remarks>
public sealed class TakeLog
{
    // A client whose cycles do not come any more is not waited for.
    private const long PatienceNs = 2 * Durations.SecondNs;

    // A file is there before the take has ended, so that a server that is killed leaves one.
    private const long OpenAfterNs = Durations.SecondNs;

    private const long MicrosecondNs = 1000, MicrosecondsPerSecond = 1_000_000;

    // Peers join within a cycle or two.
    private const int PartOfSecond = 10;

    private readonly List<TakeSource> _sources = [];
    private readonly IMonotonicClock _clock;
    private readonly IControlLog _log;
    private readonly RateLimiter _lines;
    private readonly TakeWriter _writer;
    private readonly IWallClock _wall;
    private TakeRecord _begin;
    private long _begun;
    private bool _isOpen;
    private bool _isUsed;
    private long _endedAt;
    private long _frames;
    private long _wrong;
    private long _faults;

    /// <summary>Creates the log of a module's takes.</summary>
    /// <param name="files">Where they are written.</param>
    /// <param name="module">The module's name.</param>
    /// <param name="clock">CLOCK_MONOTONIC.</param>
    /// <param name="wall">The time of day.</param>
    /// <param name="log">Where each take has a line.</param>
    public TakeLog(ITakeFiles files, string module, IMonotonicClock clock, IWallClock wall, IControlLog log)
    {
        _clock = clock;
        _log = log;
        _lines = new RateLimiter(clock);
        _writer = new TakeWriter(files, module, log);
        _wall = wall;
    }

    /// <summary>Adds a peer, whose cycles are recorded from now on.</summary>
    /// <param name="recorder">What its cycles record.</param>
    /// <param name="peer">Its name; empty where there is only one.</param>
    public void Add(TakeRecorder recorder, string peer) => _sources.Add(new TakeSource(recorder, TakeLine.Field(peer)));

    /// <summary>A peer is not there any more: no cycle records for it.</summary>
    public void Remove(TakeRecorder recorder)
    {
        Poll();
        recorder.Close(_clock.Now);
        Poll();
        if (_sources.Find(source => source.Recorder == recorder) is not { } gone)
            return;
        _ = _sources.Remove(gone);
        if (gone.Share == TakeShare.Rolling)
            EndSilent(gone);
        // A peer that leaves is no sign that the transport has stopped: the others go on.
        if (!_sources.Exists(source => source.Share == TakeShare.Ended))
            _endedAt = 0;
        FinishWhereAllEnded();
    }

    /// <summary>Writes what was recorded since the last call.</summary>
    public void Poll()
    {
        foreach (TakeSource source in _sources)
            Read(source);
        FinishWhereAllEnded();
        if (_isOpen && _clock.Now - _begin.Time >= OpenAfterNs
            && _sources.Exists(source => source.Share == TakeShare.Rolling && source.Recorder.WasUsed))
            _ = _writer.TryOpen(_begin, _begun);
    }

    /// <summary>The module ends: so does the take.</summary>
    public void Close()
    {
        while (_sources.Count != 0)
            Remove(_sources[^1].Recorder);
    }

    private void Read(TakeSource source)
    {
        TakeRing records = source.Recorder.Records;
        for (int count = 0; count < TakeRing.Length && records.TryPeek(out TakeRecord record); count++)
        {
            if (record.Mark == TakeMark.Begin && !TryJoin(source, record))
                return;
            records.Drop();
            if (record.Mark == TakeMark.End && source.Share == TakeShare.Rolling)
                End(source, record);
            else if (record.Mark != TakeMark.Begin && source.Share == TakeShare.Rolling)
                Write(source, record);
        }
    }

    // All peers see the transport in the same cycles, but are read one after the other: what begins when another one has ended already is
    // the next take, and is left in its ring until this one is written.
    private bool TryJoin(TakeSource source, in TakeRecord begin)
    {
        if (source.Share != TakeShare.None || (_endedAt != 0 && begin.Time >= _endedAt))
            return false;
        source.Share = TakeShare.Rolling;
        source.Offset = _isOpen ? OffsetOf(begin) : 0;
        if (_isOpen)
            return true;
        (_isOpen, _begin, _begun) = (true, begin, TimeOf(begin));
        (_isUsed, _endedAt, _frames, _wrong, _faults) = (false, 0, 0, 0, 0);
        return true;
    }

    // How far the take was when a peer became a part of it. The transport has it exactly, unless it has jumped.
    private long OffsetOf(in TakeRecord begin)
    {
        long byTransport = (int)(begin.TransportFrame - _begin.TransportFrame);
        long byTime = (begin.Time - _begin.Time) / MicrosecondNs * begin.SampleRate / MicrosecondsPerSecond;
        return Math.Max(0, Math.Abs(byTransport - byTime) < begin.SampleRate / PartOfSecond ? byTransport : byTime);
    }

    private void Write(TakeSource source, in TakeRecord record)
    {
        _faults += record.Mark == TakeMark.Unrecorded ? record.Frames : 1;
        Append(source, record);
    }

    private void Append(TakeSource source, in TakeRecord record) => _writer.Write(
        source.Peer, record with { TakeFrame = record.TakeFrame + source.Offset }, TimeOf(record), _begin, _begun);

    private void End(TakeSource source, in TakeRecord record)
    {
        source.Share = TakeShare.Ended;
        if (_endedAt == 0)
            _endedAt = record.Time;
        // Nothing of this peer was connected, so nothing of it was recorded.
        if (record.Ports == default)
            return;
        _isUsed = true;
        _frames = Math.Max(_frames, record.TakeFrame + source.Offset);
        _wrong += record.Frames;
        Append(source, record);
    }

    private void FinishWhereAllEnded()
    {
        if (!_isOpen)
            return;
        if (_sources.Exists(source => source.Share == TakeShare.Rolling))
        {
            if (_endedAt == 0 || _clock.Now - _endedAt < PatienceNs)
                return;
            foreach (TakeSource source in _sources)
            {
                if (source.Share == TakeShare.Rolling)
                    EndSilent(source);
            }
        }
        if (_isUsed && _lines.MayAct())
        {
            string result = TakeText.ResultOf(_frames, Math.Min(_wrong, _frames), _faults, _writer.Path);
            CalendarTime begun = CalendarTime.From(_wall.ToLocal(_begun));
            _log.Info($"Take of {begun.Hour:00}:{begun.Minute:00}:{begun.Second:00}: {result}");
        }
        _writer.Close();
        (_isOpen, _endedAt) = (false, 0);
        foreach (TakeSource source in _sources)
            source.Share = TakeShare.None;
    }

    // The last cycles of a peer from which nothing arrives are unknown.
    private void EndSilent(TakeSource source)
    {
        TakeRecord end = source.Recorder.Present(_clock.Now);
        if (end.Ports != default)
            Write(source, end with { Mark = TakeMark.Unrecorded, Frames = 1 });
        End(source, end);
    }

    // Records have a time of CLOCK_MONOTONIC.
    private long TimeOf(in TakeRecord record) => _wall.Utc + record.Time - _clock.Now;
}
