// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Sessions.Rig;

/// <summary>A user's name for a port of a slave's client on the master.</summary>
/// <param name="Machine">The slave, by its name in the rig.</param>
/// <param name="Port">The port's short name there: from_slave_3.</param>
/// <param name="Text">The label.</param>
public readonly record struct PortLabel(string Machine, string Port, string Text)
{
    /// <summary>The most bytes of a label: as of names of hosts.</summary>
    public const int LongestText = 63;

    /// <summary>Why it cannot be; null where it can.</summary>
    public string? Problem =>
        !new PatchEnd(Machine, Port).HasMachine ? "no machine can have this name"
        : !SlavePort.Is(Port) ? "a label is for a number, or for a port such as to_slave_1 or midi_from_slave_1"
        : Encoding.UTF8.GetByteCount(Text) > LongestText ? $"a label has at most {LongestText} bytes"
        : !IsClean(Text) ? "a label has no control characters"
        : !IsClean(Machine) ? "a label is for a machine whose name has no control characters"
        : null;

    /// <summary>Whether it is for the same port as another one.</summary>
    public bool IsFor(PortLabel other) =>
        string.Equals(Machine, other.Machine, StringComparison.Ordinal) && string.Equals(Port, other.Port, StringComparison.Ordinal);

    private static bool IsClean(string text) => string.Equals(text, PlainText.Clean(text), StringComparison.Ordinal);
}
