// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using NetJack2.Protocol.Session;

namespace NetJack2.Sessions.Rig;

/// <summary>Short names of the ports of a slave's client on the master.</summary>
public static class SlavePort
{
    private const string Midi = "midi_", To = "to_slave_", From = "from_slave_";

    /// <summary>The name of a port.</summary>
    /// <param name="isToSlave">Whether it leads to the slave; otherwise it comes from there.</param>
    /// <param name="isMidi">Whether it is for MIDI.</param>
    /// <param name="number">Its number, from 1.</param>
    public static string Name(bool isToSlave, bool isMidi, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{(isMidi ? Midi : "")}{(isToSlave ? To : From)}{number}");

    /// <summary>Whether a text is such a name.</summary>
    public static bool Is(string name)
    {
        string rest = name.StartsWith(Midi, StringComparison.Ordinal) ? name[Midi.Length..] : name;
        bool isToSlave = rest.StartsWith(To, StringComparison.Ordinal);
        string digits = rest[Math.Min(rest.Length, (isToSlave ? To : From).Length)..];
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && number is >= 1 and <= SessionValidator.MaxChannels
            && string.Equals(name, Name(isToSlave, rest.Length != name.Length, number), StringComparison.Ordinal);
    }
}
