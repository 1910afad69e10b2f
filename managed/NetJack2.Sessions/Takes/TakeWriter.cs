// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using System.Text;
using NetJack2.Link.Takes;
using NetJack2.RealTime;
using NetJack2.Statistics.Takes;

namespace NetJack2.Sessions.Takes;

/// <summary>Writes takes into files, one after the other, each up to a limit. Control thread.</summary>
/// <param name="files">Where.</param>
/// <param name="module">The module's name.</param>
/// <param name="log">Where it is reported that they cannot be written.</param>
internal sealed class TakeWriter(ITakeFiles files, string module, IControlLog log)
{
    // What the lines behind the limit may take: those with the number of lines, and how each peer ended.
    private const int BytesForEnd = 64 * 1024;

    private readonly string _module = TakeLine.Field(module);
    private readonly string _name = module.Replace(' ', '-');
    private readonly byte[] _line = new byte[TakeLine.MostBytes];
    private ITakeFile? _file;
    private bool _hasComplained;
    private bool _hasFailed;
    private int _length;
    private int _count;
    private long _left;

    /// <summary>Where the present take is written; null: nowhere yet, or it could not be.</summary>
    public string? Path => _hasFailed ? null : _file?.Path;

    /// <summary>Writes a line, and the file's beginning where it is the first.</summary>
    /// <param name="peer">The peer, as a field.</param>
    /// <param name="record">The record to write.</param>
    /// <param name="time">When that was, in nanoseconds since 1970.</param>
    /// <param name="begin">The take's begin.</param>
    /// <param name="begun">When that was, likewise.</param>
    public void Write(string peer, in TakeRecord record, long time, in TakeRecord begin, long begun)
    {
        if (!TryOpen(begin, begun))
            return;
        if (_length > TakeWords.MostBytes - BytesForEnd && record.Mark != TakeMark.End)
        {
            _left++;
            return;
        }
        if (record.Mark == TakeMark.End && _left != 0)
        {
            Append(peer, record with { Mark = TakeMark.Unrecorded, Frames = _left }, time);
            _left = 0;
        }
        Append(peer, record, time);
    }

    /// <summary>Ends the take and closes its file.</summary>
    public void Close()
    {
        _file?.Dispose();
        _file = null;
        (_hasFailed, _length, _left) = (false, 0, 0);
    }

    /// <summary>Makes the file with its beginning, where there is none yet.</summary>
    /// <param name="begin">The take's begin.</param>
    /// <param name="begun">When that was, in nanoseconds since 1970.</param>
    /// <returns>False where it cannot be made, or written.</returns>
    public bool TryOpen(in TakeRecord begin, long begun)
    {
        if (_file is not null || _hasFailed)
            return !_hasFailed;
        string at = CalendarTime.From(begun).FileName;
        string name = string.Create(
            CultureInfo.InvariantCulture, $"{at}-{_name}-{Environment.ProcessId}-{++_count:000000}");
        if (!files.Create(name).TryGet(out _file, out Refusal? refusal))
        {
            Fail(refusal);
            return false;
        }
        byte[] heading = Encoding.UTF8.GetBytes(TakeWords.Heading + "\n");
        Append(heading);
        Append("\"\"", begin, begun);
        return !_hasFailed;
    }

    private void Append(string peer, in TakeRecord record, long time) =>
        Append(_line.AsSpan(0, TakeLine.Write(_line, _module, peer, record, time)));

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (_hasFailed)
            return;
        _length += bytes.Length;
        if (_file!.Append(bytes).Refusal is { } refusal)
            Fail(refusal);
        else
            _hasComplained = false;
    }

    private void Fail(Refusal refusal)
    {
        _hasFailed = true;
        if (!_hasComplained)
            log.Warn($"Takes cannot be recorded in {files.Folder} ({refusal}); tried again with the next take");
        _hasComplained = true;
    }
}
