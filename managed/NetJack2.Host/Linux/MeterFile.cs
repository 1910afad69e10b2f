// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Statistics;

namespace NetJack2.Host.Linux;

/// <summary>A module's page of levels, beside its page of statistics. Control thread.</summary>
/// <param name="path">Where it is made.</param>
/// <param name="header">The header of the page of statistics.</param>
internal sealed class MeterFile(string path, in PageHeader header) : IDisposable
{
    private readonly FileStream _file = NewFile.Create(path, preallocated: 0);
    private readonly PageHeader _header = header;
    private readonly uint[] _sequences = new uint[header.SlotCount];
    private readonly bool[] _isInUse = new bool[header.SlotCount];
    private SessionMeters _meters;

    /// <summary>Writes the levels of all sessions. Allocates nothing.</summary>
    /// <param name="source">What has the sessions.</param>
    /// <param name="now">CLOCK_MONOTONIC.</param>
    /// <exception cref="IOException">There is no room for them.</exception>
    public void Write(IStatisticsSource source, long now)
    {
        int length = MeterPage.SizeOf(_isInUse.Length);
        // It is new, or another process of this user has cut it.
        if (RandomAccess.GetLength(_file.SafeFileHandle) != length)
            RandomAccess.SetLength(_file.SafeFileHandle, length);
        for (int slot = 0; slot < _isInUse.Length; slot++)
        {
            _meters = default;
            source.Measure(slot, ref _meters);
            if (_meters.IsInUse || _isInUse[slot])
                _sequences[slot] = MeterPage.Write(_file.SafeFileHandle, slot, ref _meters, _sequences[slot]);
            _isInUse[slot] = _meters.IsInUse;
        }
        MeterPage.WriteHeader(_file.SafeFileHandle, _header, now);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        PageFile.Remove(path);
        _file.Dispose();
    }
}
