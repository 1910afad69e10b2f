// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Commands;

/// <summary>The commands of the probe, by name.</summary>
internal static class CommandTable
{
    private static readonly Dictionary<string, Func<Options, int>> s_commands = new(StringComparer.Ordinal)
    {
        ["loop"] = LoopCommand.Run,
        ["sound"] = SoundCommand.Run,
        ["through"] = ThroughCommand.Run,
        ["wire"] = WireCommand.Run,
        ["midi"] = MidiCommand.Run,
        ["notes"] = NotesCommand.Run,
        ["midi-card"] = MidiCardCommand.Run,
        ["tone"] = ToneCommand.Run,
        ["await-port"] = AwaitPortCommand.Run,
        ["ports"] = PortsCommand.Run,
        ["bystander"] = BystanderCommand.Run,
        ["pulse"] = PulseCommand.Run,
        ["transport-start-time"] = TransportCommand.Run,
        ["watch-transport"] = WatchTransportCommand.Run,
        ["set-buffer-size"] = BufferSizeCommand.Run,
        ["load"] = InternalClientCommands.Load,
        ["unload"] = InternalClientCommands.Unload,
        ["reload"] = InternalClientCommands.Reload,
        ["junk"] = JunkCommand.Run,
        ["rogue"] = RogueCommand.Run,
        ["relay"] = RelayCommand.Run,
    };

    public static IEnumerable<string> Names => s_commands.Keys;

    public static int Run(string name, Options options)
        => s_commands.TryGetValue(name, out var command) ? command(options) : throw new ProbeException($"no such command: {name}");
}
