// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using System.Runtime.InteropServices;

namespace NetJack2.TestHosts.Cards;

/// <summary>A sound card of tests/virtual-card, in a temporary folder that goes when it is disposed of.</summary>
public sealed class VirtualCard : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("virtual-card-").FullName;

    /// <param name="name">What ALSA is to call it: letters and digits.</param>
    /// <param name="parameters">As in an asoundrc, but for type and folder: <c>"ppm 100"</c>, <c>"format [ S16_LE S32_LE ]"</c>.</param>
    public VirtualCard(string name, params IEnumerable<string> parameters)
    {
        Name = name;
        File.WriteAllText(Configuration, $$"""
            </usr/share/alsa/alsa.conf>
            pcm_type.virtual_card.lib "{{BuildPaths.VirtualCard}}"
            pcm.{{name}} {
                type virtual_card
                folder "{{_folder}}"
                {{string.Join("\n    ", parameters)}}
            }
            pcm.{{CopyName}} { type copy slave.pcm {{name}} }

            """);
    }

    public string Name { get; }

    /// <summary>The same card behind a plug-in that hands everything on:
    /// jack2's audioadapter takes that one only, see the manual of the card.</summary>
    public string CopyName => $"{Name}copy";

    /// <summary>Lines of what happened to it so far; see its manual.</summary>
    public IReadOnlyList<string> Journal => File.Exists(PathOf("journal")) ? File.ReadAllLines(PathOf("journal")) : [];

    /// <summary>Xruns of both directions so far.</summary>
    public int Xruns => Journal.Count(line => line.Contains(" xrun frame ", StringComparison.Ordinal));

    /// <summary>When playback last started, in frames of the card's clock.</summary>
    public long PlaybackStart => StartOf("playback");

    /// <summary>When capture last started, in frames of the card's clock.</summary>
    public long CaptureStart => StartOf("capture");

    private string Configuration => PathOf("asoundrc");

    /// <summary>What a process needs in its environment to know these cards beside those of the machine; nothing for none.</summary>
    public static IReadOnlyDictionary<string, string> EnvironmentFor(params IReadOnlyCollection<VirtualCard> cards)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        if (cards.Count > 0) environment["ALSA_CONFIG_PATH"] = string.Join(':', cards.Select(card => card.Configuration));
        return environment;
    }

    /// <summary>What it has played so far: interleaved, in the format that it was opened with.</summary>
    public byte[] ReadPlayed() => File.Exists(PathOf("playback.raw")) ? File.ReadAllBytes(PathOf("playback.raw")) : [];

    /// <summary>The same of a card that does only FLOAT_LE.</summary>
    public float[] ReadPlayedFloats() => [.. MemoryMarshal.Cast<byte, float>(ReadPlayed())];

    /// <summary>What it captures from when it is set up next:
    /// interleaved, in the format and channels that it will be opened with.</summary>
    public void SetCaptured(ReadOnlySpan<byte> frames) => File.WriteAllBytes(PathOf("capture.raw"), frames);

    /// <inheritdoc cref="SetCaptured(ReadOnlySpan{byte})"/>
    public void SetCaptured(ReadOnlySpan<float> frames) => SetCaptured(MemoryMarshal.AsBytes(frames));

    /// <summary>Pulls it out.</summary>
    public void Vanish() => Order("vanish");

    /// <summary>Plugs it in again.</summary>
    public void Return() => Order("return");

    /// <summary>Whether another application seems to have it.</summary>
    public void SetBusy(bool busy) => Order(busy ? "busy" : "free");

    /// <summary>Stops both directions in an xrun.</summary>
    public void Break() => Order("xrun");

    /// <summary>From now on its clock deviates by this much from CLOCK_MONOTONIC.</summary>
    public void SetDeviation(double ppm) => Order($"ppm {ppm.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>Its clock stands still for so long.</summary>
    public void Stall(TimeSpan duration) => Order($"stall {duration.TotalMilliseconds.ToString(CultureInfo.InvariantCulture)}");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private long StartOf(string direction)
    {
        string words = $" {direction} start at tick ";
        string line = Journal.LastOrDefault(
            line => line.Contains(words, StringComparison.Ordinal)) ?? throw new InvalidOperationException(
                $"{direction} of {Name} has not started");
        string tick = line[(line.IndexOf(words, StringComparison.Ordinal) + words.Length)..].Split(' ')[0];
        return long.Parse(tick, CultureInfo.InvariantCulture);
    }

    private void Order(string command) => File.AppendAllText(PathOf("control"), $"{command}\n");

    private string PathOf(string file) => Path.Combine(_folder, file);
}
