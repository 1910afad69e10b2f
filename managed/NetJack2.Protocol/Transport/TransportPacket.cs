// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Protocol.Wire;
using NetJack2.RealTime;

namespace NetJack2.Protocol.Transport;

/// <summary>The payload of a transport packet, as it lies on the wire.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public struct TransportPacket
{
    /// <summary>Bytes of the payload behind the packet header.</summary>
    public const int Size = 120;

    private UInt32BigEndian _state;                    // +0
    private UInt32BigEndian _marks;                    // +4
    private UInt32BigEndian _serial;                   // +8
    private UInt32BigEndian _command;                  // +12
    private UInt32BigEndian _commandSerial;            // +16
    private UInt32BigEndian _locateSerial;             // +20
    private UInt32BigEndian _timebaseSerial;           // +24
    private UInt32BigEndian _sampleRate;               // +28
    private UInt32BigEndian _frame;                    // +32
    private UInt32BigEndian _fields;                   // +36
    private UInt32BigEndian _bar;                      // +40
    private UInt32BigEndian _beat;                     // +44
    private UInt32BigEndian _tick;                     // +48
    private UInt32BigEndian _beatOffset;               // +52
    private DoubleBigEndian _barStartTick;             // +56
    private DoubleBigEndian _ticksPerBeat;             // +64
    private DoubleBigEndian _beatsPerMinute;           // +72
    private DoubleBigEndian _frameTime;                // +80
    private DoubleBigEndian _nextTime;                 // +88
    private DoubleBigEndian _exactTick;                // +96
    private SingleBigEndian _beatsPerBar;              // +104
    private SingleBigEndian _beatType;                 // +108
    private SingleBigEndian _audioFramesPerVideoFrame; // +112
    private UInt32BigEndian _videoOffset;              // +116

    /// <summary>Writes a report over the first <see cref="Size"/> bytes. Fields of the position that mean nothing are 0.</summary>
    /// <param name="payload">What follows the header.</param>
    /// <param name="report">The report to write.</param>
    /// <param name="sampleRate">The session's sample rate in Hz; only for readers of packet captures.</param>
    [RealTimeSafe]
    public static void Write(Span<byte> payload, in TransportReport report, int sampleRate)
    {
        TransportPosition position = report.Position.Cleaned();
        MemoryMarshal.AsRef<TransportPacket>(payload) = new TransportPacket
        {
            _state = (uint)report.State,
            _marks = (uint)report.Marks,
            _serial = report.Serial,
            _command = (uint)report.Command,
            _commandSerial = report.CommandSerial,
            _locateSerial = report.LocateSerial,
            _timebaseSerial = report.TimebaseSerial,
            _sampleRate = (uint)sampleRate,
            _frame = position.Frame,
            _fields = (uint)position.Fields,
            _bar = (uint)position.Bar,
            _beat = (uint)position.Beat,
            _tick = (uint)position.Tick,
            _beatOffset = position.BeatOffset,
            _barStartTick = position.BarStartTick,
            _ticksPerBeat = position.TicksPerBeat,
            _beatsPerMinute = position.BeatsPerMinute,
            _frameTime = position.FrameTime,
            _nextTime = position.NextTime,
            _exactTick = position.ExactTick,
            _beatsPerBar = position.BeatsPerBar,
            _beatType = position.BeatType,
            _audioFramesPerVideoFrame = position.AudioFramesPerVideoFrame,
            _videoOffset = position.VideoOffset,
        };
    }

    /// <summary>Reads a received packet.</summary>
    /// <returns>False where a length, a number of a state or command, or a field of the position is impossible.</returns>
    [RealTimeSafe]
    public static bool TryRead(ReadOnlySpan<byte> payload, out TransportReport report)
    {
        report = default;
        if (payload.Length < Size)
            return false;
        ref readonly TransportPacket wire = ref MemoryMarshal.AsRef<TransportPacket>(payload);
        report.State = (TransportState)(uint)wire._state;
        report.Marks = (TransportMarks)(uint)wire._marks & TransportMarks.All;
        report.Serial = wire._serial;
        report.Command = (TransportCommand)(uint)wire._command;
        report.CommandSerial = wire._commandSerial;
        report.LocateSerial = wire._locateSerial;
        report.TimebaseSerial = wire._timebaseSerial;
        report.Position = wire.ReadPosition();
        return report.State is TransportState.Stopped or TransportState.Rolling or TransportState.Starting
            && report.Command is TransportCommand.None or TransportCommand.Start or TransportCommand.Stop
            && report.Position.IsValid;
    }

    [RealTimeSafe]
    private readonly TransportPosition ReadPosition()
    {
        TransportPosition position = default;
        position.Frame = _frame;
        position.Fields = (PositionFields)(uint)_fields & PositionFields.All;
        position.Bar = (int)(uint)_bar;
        position.Beat = (int)(uint)_beat;
        position.Tick = (int)(uint)_tick;
        position.BeatOffset = _beatOffset;
        position.BarStartTick = _barStartTick;
        position.TicksPerBeat = _ticksPerBeat;
        position.BeatsPerMinute = _beatsPerMinute;
        position.FrameTime = _frameTime;
        position.NextTime = _nextTime;
        position.ExactTick = _exactTick;
        position.BeatsPerBar = _beatsPerBar;
        position.BeatType = _beatType;
        position.AudioFramesPerVideoFrame = _audioFramesPerVideoFrame;
        position.VideoOffset = _videoOffset;
        return position;
    }
}
