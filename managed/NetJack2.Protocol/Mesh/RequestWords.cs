// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text;

namespace NetJack2.Protocol.Mesh;

/// <summary>The words of a request or a reply: UTF-8, each with a NUL behind it.</summary>
public static class RequestWords
{
    /// <summary>Machines of the rig: from which number; the reply: how many there are, and for some of them name, role and address.
    /// </summary>
    public const string Machines = "machines";

    /// <summary>Ports of a machine: the machine, from which number; the reply: how many there are, and for some of them name, type and
    /// direction.</summary>
    public const string Ports = "ports";

    /// <summary>Makes a patch: MACHINE/PORT of the source, and of the destination; the reply: the port that the source is connected to
    /// on its machine, and the port that the destination is connected to.</summary>
    public const string Connect = "connect";

    /// <summary>Makes a patch as <see cref="Connect"/>, or lets it wait: where a machine or a port is not there yet, the patch is kept, and
    /// the reply is one word, what it waits for.</summary>
    public const string Load = "load";

    /// <summary>Removes a patch: MACHINE/PORT of both ends.</summary>
    public const string Disconnect = "disconnect";

    /// <summary>The patches: from which number; the reply: how many there are, and for some of them both ends, and what they wait for,
    /// empty where they are connected.</summary>
    public const string Patches = "patches";

    /// <summary>Labels a port of a slave's client on the master: the machine, the port's short name, the label, empty to remove it. With
    /// <see cref="Load"/> before it: also where the machine or the port is not there.</summary>
    public const string Label = "label";

    /// <summary>The labels: from which number; the reply: how many there are, and for some of them machine, port and label.</summary>
    public const string Labels = "labels";

    /// <summary>Sets options of a slave's session while it runs: the machine, then for each option its letter and its value.</summary>
    public const string Set = "set";

    /// <summary>What is known about a member: the machine, from which number; the reply: how many entries there are, and some of them:
    /// first an empty word and the version, then each other member, and whether packets arrive from it.</summary>
    public const string Links = "links";

    /// <summary>State of a link in <see cref="Links"/>: packets arrive from that member.</summary>
    public const string Arrives = "1";

    /// <summary>State of a link in <see cref="Links"/>: there is a link, but no packets arrive from that member.</summary>
    public const string Silent = "0";

    /// <summary>State of a link in <see cref="Links"/>: there is none, or it is too new to know.</summary>
    public const string NoLink = "-";

    /// <summary>How the word begins for what a patch waits for that is disconnected, but not at both ends yet.</summary>
    public const string Removal = "it is being removed";

    /// <summary>How the reason ends where a version has no such request.</summary>
    public const string NotKnown = "does not know this request";

    /// <summary>The type of audio ports in replies to <see cref="Ports"/>.</summary>
    public const string Audio = "audio";

    /// <summary>The type of MIDI ports in replies to <see cref="Ports"/>.</summary>
    public const string Midi = "midi";

    /// <summary>The direction of ports from which something comes: JACK's outputs.</summary>
    public const string Out = "out";

    /// <summary>The direction of ports to which something goes: JACK's inputs.</summary>
    public const string In = "in";

    /// <summary>Encodes words as UTF-8, each with a NUL behind it. Allocates.</summary>
    public static byte[] Write(params ReadOnlySpan<string> words)
    {
        var text = new StringBuilder();
        foreach (string word in words)
            text.Append(word).Append('\0');
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Decodes the words of a packet; bytes behind the last NUL are ignored. None where there is no NUL. Allocates.</summary>
    public static string[] Read(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.LastIndexOf((byte)0);
        return end < 0 ? [] : Encoding.UTF8.GetString(bytes[..end]).Split('\0');
    }
}
