// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using System.Text;
using NetJack2.Protocol.Mesh;
using NetJack2.Protocol.Session;
using NetJack2.RealTime;
using NetJack2.Sessions.Connections;

namespace NetJack2.Sessions.Rig;

/// <summary>The patches of a rig in a file, some moments after a change: a line for each, its words with tabs between them.</summary>
/// <remarks>Control thread. May block on the disk, and allocates, after a change only.</remarks>
public sealed class PatchStore(IStateFile file, IMonotonicClock clock, IControlLog log)
{
    private const string Heading = "# Patches that netmanager makes again (option -s): machine and port of the source, of the destination, "
        + "type, number of the port between the machines (0: none yet). Labels: machine, port, label, text.";

    private readonly SaveTimer _timer = new(clock);
    private bool _isUnreadable;
    private bool _hasComplained;
    private int _version;

    /// <summary>Reads the file into an empty book. What cannot be read is reported in the log.</summary>
    public void Load(PatchBook book)
    {
        if (!file.Read().TryGet(out string? text, out Refusal? refusal))
        {
            LeaveFile(refusal);
            return;
        }
        int faults = 0;
        var known = new HashSet<(PatchEnd From, PatchEnd To)>();
        foreach (string line in text.Split('\n'))
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (Parse(line) is { } patch && !book.IsFull && known.Add((patch.From, patch.To)))
                book.Keep(patch);
            else if (ParseLabel(line) is { } label && book.Labels.TrySet(label))
                continue;
            else
                faults++;
        }
        _version = book.Version;
        if (faults == 0)
            return;
        if (file.SetAside().TryGet(out string? copy, out refusal))
            log.Warn($"{faults} lines of {file.Path} are no patches and are ignored; the old file is kept as {copy}");
        else
            LeaveFile(refusal);
    }

    /// <summary>Saves the book, if its time has come. May block on the disk.</summary>
    public void Poll(PatchBook book)
    {
        if (book.Version != _version)
            _timer.Start();
        if (_timer.IsDue)
            Save(book);
    }

    /// <summary>Saves changes that have not been saved yet, at once.</summary>
    public void Flush(PatchBook book)
    {
        if (book.Version != _version)
            Save(book);
    }

    private void LeaveFile(Refusal refusal)
    {
        _isUnreadable = true;
        log.Warn($"Patches in {file.Path} cannot be read ({refusal}); the file is left as it is, patches are kept in memory only");
    }

    private void Save(PatchBook book)
    {
        if (_isUnreadable)
            return;
        if (file.Lock().TryGet(out IDisposable? hold, out Refusal? refusal))
        {
            using (hold)
                refusal = file.Write(Format(book)).Refusal;
        }
        if (refusal is not null)
        {
            _timer.Delay();
            if (!_hasComplained)
                log.Warn($"Patches cannot be saved in {file.Path} ({refusal}); they are kept in memory, and saving is tried again");
            _hasComplained = true;
            return;
        }
        _timer.Stop();
        (_version, _hasComplained) = (book.Version, false);
    }

    private static string Format(PatchBook book)
    {
        var text = new StringBuilder(Heading).Append('\n');
        foreach (Patch patch in book.All)
        {
            if (!patch.IsKept)
                continue;
            foreach (string name in (string[])[patch.From.Machine, patch.From.Port, patch.To.Machine, patch.To.Port])
                text.Append(PortNameText.Escape(name)).Append('\t');
            text.Append(patch.IsMidi ? RequestWords.Midi : RequestWords.Audio)
                .Append(CultureInfo.InvariantCulture, $"\t{patch.Channel}\n");
        }
        foreach (PortLabel label in book.Labels.All)
        {
            text.Append(PortNameText.Escape(label.Machine)).Append('\t').Append(label.Port).Append('\t').Append(RequestWords.Label)
                .Append('\t').Append(PortNameText.Escape(label.Text)).Append('\n');
        }
        return text.ToString();
    }

    private static PortLabel? ParseLabel(string line) =>
        line.Split('\t') is [var machine, var port, RequestWords.Label, var text]
        && new PortLabel(PortNameText.Unescape(machine), port, PortNameText.Unescape(text)) is { Problem: null, Text.Length: > 0 } label
            ? label
            : null;

    private static Patch? Parse(string line) =>
        line.Split('\t') is [var machine, var port, var otherMachine, var otherPort, var type, var number]
        && type is RequestWords.Audio or RequestWords.Midi
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int channel)
        && channel is >= 0 and <= SessionValidator.MaxChannels
        && ParseEnd(machine, port) is { } from && ParseEnd(otherMachine, otherPort) is { } to
            ? new Patch(from, to, type is RequestWords.Midi, channel)
            : null;

    private static PatchEnd? ParseEnd(string machine, string port)
    {
        var end = new PatchEnd(PortNameText.Unescape(machine), PortNameText.Unescape(port));
        return end.HasMachine && end.HasPort ? end : null;
    }
}
