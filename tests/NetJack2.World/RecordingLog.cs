// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.World;

/// <summary>The lines that were logged.</summary>
internal sealed class RecordingLog : IControlLog
{
    public List<string> Lines { get; } = [];

    public List<string> Warnings { get; } = [];

    public void Info(string line) => Lines.Add(line);

    public void Warn(string line) => Warnings.Add(line);
}
