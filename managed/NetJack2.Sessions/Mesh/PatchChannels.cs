// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Sessions.Rig;

namespace NetJack2.Sessions.Mesh;

/// <summary>Which of the ports between two machines a patch gets.</summary>
internal static class PatchChannels
{
    /// <summary>The <see cref="ChannelState"/> of a port, by its number from 1; null where there is none of that number.</summary>
    public static char? StateOf(string look, int channel) => channel >= 1 && channel <= look.Length ? look[channel - 1] : null;

    /// <summary>Whether a port can be connected.</summary>
    public static bool IsFree(char? state) => state is ChannelState.Free or ChannelState.Lost;

    /// <summary>The number of the port; 0 where there is none.</summary>
    /// <param name="patch">The patch. It keeps its own number, unless the port is taken.</param>
    /// <param name="isMidi">Its type now.</param>
    /// <param name="looks">The states of the ports, as both ends have replied.</param>
    /// <param name="book">Other patches.</param>
    public static int Choose(Patch patch, bool isMidi, string[] looks, PatchBook book)
    {
        if (patch.IsMidi == isMidi && Array.TrueForAll(looks, look => Fits(StateOf(look, patch.Channel))))
            return patch.Channel;
        // What is connected already, would be there twice with another number.
        foreach (bool isJoined in (ReadOnlySpan<bool>)[true, false])
        {
            for (int channel = 1; channel <= Math.Min(looks[0].Length, looks[1].Length); channel++)
            {
                if (Array.TrueForAll(looks, look => isJoined ? look[channel - 1] is ChannelState.Joined : IsFree(look[channel - 1]))
                    && !book.Uses(patch.From.Machine, patch.To.Machine, isMidi, channel))
                    return channel;
            }
        }
        return 0;
    }

    private static bool Fits(char? state) => state is ChannelState.Joined || IsFree(state);

    /// <summary>Returns the reason why there is no such channel.</summary>
    public static string DescribeLack(Machine source, Machine destination, bool isMidi, string[] looks)
    {
        int count = Math.Min(looks[0].Length, looks[1].Length);
        string all = $"all {count} {(isMidi ? "MIDI" : "audio")} ports from '{source.Name}' to '{destination.Name}' are in use";
        string to = isMidi ? "-o" : "-P", from = isMidi ? "-i" : "-C";
        if (source.IsMaster)
            return $"{all}: a larger {from} of jackd -d net on '{destination.Name}' gives more";
        return destination.IsMaster
            ? $"{all}: a larger {to} of jackd -d net on '{source.Name}' gives more"
            : $"{all}: a larger {to} of netmesh on '{source.Name}' and {from} on '{destination.Name}' give more";
    }
}
