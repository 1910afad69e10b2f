// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Sessions.Connections;

/// <summary>The connections of slaves in memory and, some moments after a change, in a file.</summary>
/// <remarks>
/// Control thread. The file may belong to several servers of one user and is read again before it is written: of its content, only the
/// slaves that this server has had are replaced.
/// </remarks>
public sealed class ConnectionStore
{
    // Where the servers of a user end together, each waits for the others: some times half a second.
    private const int LastAttempts = 4;

    private readonly IStateFile _file;
    private readonly IControlLog _log;
    private readonly SaveTimer _timer;
    private readonly ConnectionBook _own = new();
    private ConnectionBook _book = new();
    private string? _problem;

    /// <summary>A store with the content of the file.</summary>
    public ConnectionStore(IStateFile file, IMonotonicClock clock, IControlLog log)
    {
        _file = file;
        _log = log;
        _timer = new SaveTimer(clock);
        _ = TryAbsorb();
    }

    /// <summary>The remembered connections of a slave; null where it is unknown.</summary>
    /// <param name="slave">The slave. One that has changed its address is recognised by its name.</param>
    /// <param name="isHere">Whether a slave is connected: then another one of its name is a different slave.</param>
    public IReadOnlyList<PortConnection>? Recall(SlaveKey slave, Predicate<SlaveKey> isHere)
    {
        if (_book.Find(slave) is { } connections)
            return connections;
        SlaveKey elsewhere = _book.Slaves.LastOrDefault(
            known => string.Equals(known.Name, slave.Name, StringComparison.Ordinal) && !isHere(known));
        return elsewhere.Name is null ? null : _book.Find(elsewhere);
    }

    /// <summary>Remembers the connections of a slave.</summary>
    public void Remember(SlaveKey slave, IReadOnlyList<PortConnection> connections)
    {
        _own.Set(slave, connections);
        _book.Set(slave, connections);
        _timer.Start();
    }

    /// <summary>Saves the book when its time has come. Control thread.</summary>
    public void Poll()
    {
        if (_timer.IsDue)
            _ = TrySave();
    }

    /// <summary>Saves what has not been saved yet.</summary>
    public void Flush()
    {
        for (int attempt = 0; attempt < LastAttempts && _timer.IsRunning && !TrySave(); attempt++)
        {
            // Another server has the file locked, for as long as it takes to write its own.
        }
    }

    // False where another server has the file locked.
    private bool TrySave()
    {
        _timer.Delay();
        // Between reading and writing another server must not write.
        if (!_file.Lock().TryGet(out IDisposable? hold, out Refusal? obstacle))
        {
            Complain($"Connections cannot be saved in {_file.Path} ({obstacle}); they are kept in memory, and saving is tried again");
            return false;
        }
        using (hold)
            SaveLocked();
        return true;
    }

    private void SaveLocked()
    {
        if (!TryAbsorb())
            return;
        if (_file.Write(_book.Format()).Refusal is { } refusal)
        {
            Complain($"Connections cannot be saved in {_file.Path} ({refusal}); they are kept in memory, and saving is tried again");
            return;
        }
        if (_problem is not null)
            _log.Info($"Connections are saved in {_file.Path} again");
        _problem = null;
        _timer.Stop();
    }

    // Merges the file's entries of other slaves. False where the file must not be overwritten.
    private bool TryAbsorb()
    {
        if (!_file.Read().TryGet(out string? text, out Refusal? refusal))
        {
            Complain(
                $"Connections in {_file.Path} cannot be read ({refusal}); the file is left as it is, connections are kept in memory only");
            return false;
        }
        ConnectionBook book = ConnectionBook.Parse(text, out int faults);
        if (faults + book.Excess > 0)
        {
            string lost = faults > 0
                ? $"{faults} lines of {_file.Path} are invalid"
                : $"{book.Excess} connections in {_file.Path} are beyond the {ConnectionKeeper.MaxConnections} of a slave";
            if (!_file.SetAside().TryGet(out string? copy, out refusal))
            {
                Complain($"{lost}, and no copy can be kept ({refusal}); the file is left as it is");
                return false;
            }
            _log.Warn($"{lost} and ignored; the old file is kept as {copy}");
        }
        foreach (SlaveKey slave in _own.Slaves)
            book.Set(slave, _own.Find(slave)!);
        _book = book;
        return true;
    }

    private void Complain(string line)
    {
        if (!string.Equals(_problem, line, StringComparison.Ordinal))
            _log.Warn(line);
        _problem = line;
    }
}
