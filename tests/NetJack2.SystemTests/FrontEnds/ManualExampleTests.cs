// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.RegularExpressions;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Cards;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.FrontEnds;

/// <summary>The examples in the tables of docs/options.md, given to real servers, which log what they took.</summary>
/// <remarks>The servers stay for all examples of a module: only the net driver needs a new one for each.</remarks>
[TestFixture]
[Lane(Lane.Untimed, Seconds = 60)]
public partial class ManualExampleTests : SystemTest
{
    // Log lines that are expected of a module with an example.
    private const string Waiting = "Waiting for a master at ", Connected = "Connected to master '", Listening = "Listening on ";
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(8);

    /// <summary>By the letter of an option of the net driver: the log line that shows its example, and how it does.</summary>
    /// <remarks>
    /// Not here is what only shows later, and has tests of its own: -I (InterfaceTests), -s (ConnectionTests), -t (SharedTransportTests).
    /// </remarks>
    private static readonly Dictionary<char, (string Line, string Text)> s_ofTheDriver = new()
    {
        ['a'] = (Waiting, "192.168.7.20:19000"),
        ['p'] = (Waiting, "225.3.19.154:19001"),
        ['M'] = (Connected, " MTU 1400,"),
        ['C'] = (Connected, ": 8 audio and 0 MIDI to the slave, "),
        ['P'] = (Connected, " to the slave, 2 and 0 back, "),
        ['i'] = (Connected, " audio and 1 MIDI to the slave, "),
        ['o'] = (Connected, " and 1 back, "),
        ['e'] = (Connected, " int16,"),
        ['O'] = (Connected, " Opus at 96 kbit/s,"),
        ['l'] = (Connected, " latency 2,"),
        ['m'] = (Connected, " latency 2,"),
        ['R'] = (Connected, " redundancy 2,"),
    };

    /// <summary>The same of netmanager. -c, -s, -t, -w and -N only show with a slave: CommandLineTests and the tests of sessions.</summary>
    private static readonly Dictionary<char, (string Line, string Text)> s_ofTheManager = new()
    {
        ['a'] = (Listening, "225.3.19.155:19000"),
        ['p'] = (Listening, "225.3.19.154:19001"),
    };

    /// <summary>The same of netadapter. -I, -t, -q, -g and -c only show at ports: InterfaceTests and the tests of adapters.</summary>
    private static readonly Dictionary<char, (string Line, string Text)> s_ofTheNetAdapter = new(
        s_ofTheDriver.Where(option => option.Key is not 'm'))
    {
        ['P'] = (Connected, " to the slave, 8 and 0 back, "),
        ['l'] = (Connected, " latency 5,"),
        ['R'] = (Connected, " latency 3, redundancy 1,"),
    };

    // Two, so that one can be distinguished from the other.
    private readonly VirtualCard _first = new("first"), _second = new("second");
    private TestNetwork? _network;
    private JackServer? _master, _managed, _adapted;

    private static IEnumerable<TestCaseData> OfTheDriver => Examples("Driver");

    private static IEnumerable<TestCaseData> OfTheManager => Examples("Manager");

    private static IEnumerable<TestCaseData> OfTheNetAdapter => Examples("NetAdapter");

    private static IEnumerable<TestCaseData> OfTheAudioAdapter => Examples("AudioAdapter");

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _network = await TestNetwork.StartAsync(3);
        // Other counts than in any example: a slave that is given none takes the master's.
        _master = await JackServer.StartAsync(
            _network.Hub, DriverFolder.NetJack2Cs, new JackServerArguments(["dummy", "-r", "48000", "-p", "256", "-C", "3", "-P", "5"]));
        Assert.That((await Probe.LoadAsync(_network.Hub, "netmanager")).Status, Is.Zero, _master.Log);
        _managed = await JackServer.StartAsync(_network.Leaves[1], DriverFolder.NetJack2Cs, JackServerArguments.Dummy(1024));
        _adapted = await JackServer.StartAsync(
            _network.Leaves[2], DriverFolder.NetJack2Cs, JackServerArguments.Dummy(1024) with { Cards = [_first, _second] });
    }

    [OneTimeTearDown]
    public async Task EndAsync()
    {
        foreach (JackServer? server in (JackServer?[])[_adapted, _managed, _master])
            if (server is not null) await server.DisposeAsync();
        if (_network is not null) await _network.DisposeAsync();
        _first.Dispose();
        _second.Dispose();
    }

    [TestCaseSource(nameof(OfTheDriver))]
    public async Task The_net_driver_takes_the_example(string example)
    {
        char letter = example[1];
        string name = letter is 'n' ? "keys" : $"driver-{letter}";
        int known = LinesOf(_master!, NewSlave(name)).Length;
        string[] options = letter is 'n' ? example.Split(' ') : [.. example.Split(' '), "-n", name];
        await using JackServer server = await JackServer.StartAsync(
            _network!.Leaves[0], DriverFolder.NetJack2Cs, JackServerArguments.Net(synchronous: false, options));
        var taken = s_ofTheDriver.GetValueOrDefault(letter, (Connected, ""));
        await AwaitAcceptedAsync(server, "net driver", before: 0, taken);
        if (taken.Item1 is Connected) await AwaitLineAsync(_master!, NewSlave(name), known);
        await server.StopAsync(s_limit);
    }

    [TestCaseSource(nameof(OfTheManager))]
    public async Task The_manager_takes_the_example(string example)
    {
        int before = LinesOf(_managed!, $"netmanager: {Listening}").Length;
        await LoadAsync("netmanager", _managed!.Host, example);
        await AwaitAcceptedAsync(_managed, "netmanager", before, s_ofTheManager.GetValueOrDefault(LetterOf(example), (Listening, "")));
        await _managed.Host.UnloadAsync("netmanager");
    }

    [TestCaseSource(nameof(OfTheNetAdapter))]
    public async Task The_net_adapter_takes_the_example(string example)
    {
        char letter = LetterOf(example);
        string name = letter is 'n' ? "keys" : $"adapter-{letter}";
        var taken = s_ofTheNetAdapter.GetValueOrDefault(letter, (Connected, ""));
        int before = LinesOf(_adapted!, $"netadapter: {taken.Item1}").Length, known = LinesOf(_master!, NewSlave(name)).Length;
        await LoadAsync("netadapter", _adapted!.Host, letter is 'n' ? example : $"{example[..^1]} -n {name}\"");
        await AwaitAcceptedAsync(_adapted, "netadapter", before, taken);
        if (taken.Item1 is Connected) await AwaitLineAsync(_master!, NewSlave(name), known);
        string connection = letter is 'c' ? "→ system:playback_1" : "→ ";
        await Poll.UntilAsync(async () => (await FirstPortAsync()).EndsWith(connection, StringComparison.Ordinal), s_limit, connection);
        await _adapted.Host.UnloadAsync("netadapter");

        async Task<string> FirstPortAsync() => (await PortSnapshot.ReadAsync(_adapted.Host, "netadapter:capture_1")).Single();
    }

    /// <summary>Each example changes what the log and the ports show of an adapter without options.</summary>
    [TestCaseSource(nameof(OfTheAudioAdapter))]
    public async Task The_audio_adapter_takes_the_example(string example)
    {
        // Names of cards as people have them lead to cards of the test's.
        string here = example
            .Replace("hw:1", "second", StringComparison.Ordinal)
            .Replace("-i \"", "-i \"-d first ", StringComparison.Ordinal);
        string expected = LetterOf(example) switch
        {
            'd' or 'P' => "Device 'second' captures ",
            'C' => "audioadapter:capture_4 ",
            'r' => " 44100 Hz, ",
            'p' => " 256 frames, ",
            'n' => ", 3 periods",
            'i' => "audioadapter:capture_8 ",
            'o' => "audioadapter:playback_8 ",
            'c' => "→ system:playback_1",
            _ => "Device 'first' ", // with another latency, or another direction
        };
        string byDefault = await ShowAsync("-i \"-d first\"", "Device 'first' "), shown = await ShowAsync(here, expected);
        await TestContext.Out.WriteLineAsync($"{byDefault}\n{shown}");
        Assert.That(shown, Is.Not.EqualTo(byDefault));
    }

    /// <summary>Loads audioadapter and unloads it again; returns its lines about devices, without times, and its ports.</summary>
    /// <param name="expected">What must be there.</param>
    private async Task<string> ShowAsync(string example, string expected)
    {
        string shown = "";
        int before = LinesOf(_adapted!, "audioadapter: Device '").Length;
        await LoadAsync("audioadapter", _adapted!.Host, example);
        await Poll.UntilAsync(
            async () =>
            {
                IReadOnlyList<string> ports = await PortSnapshot.ReadAsync(_adapted.Host, "audioadapter:");
                shown = string.Join('\n', (string[])[.. LinesOf(_adapted, "audioadapter: Device '")[before..], .. ports]);
                return shown.Contains(expected, StringComparison.Ordinal);
            },
            s_limit,
            $"'{expected}' with {example}");
        await _adapted.Host.UnloadAsync("audioadapter");
        return shown;
    }

    private static async Task LoadAsync(string module, TestHost host, string example)
    {
        string[] words = [.. Word().Matches(example).Select(word => word.Value.Trim('"'))];
        Assert.That(await host.RunAsync(["jack_load", .. words, module]), Does.Contain($"{module} is running"));
    }

    /// <summary>Waits for a log line that was not there before, and demands that it shows what was taken.</summary>
    /// <param name="before">How many such lines there were.</param>
    private static async Task AwaitAcceptedAsync(JackServer server, string module, int before, (string Line, string Text) taken)
    {
        string line = $"{module}: {taken.Line}";
        await AwaitLineAsync(server, line, before);
        Assert.That(LinesOf(server, line)[before..], Has.Some.Contains(taken.Text));
    }

    private static Task<TimeSpan> AwaitLineAsync(JackServer server, string line, int before)
        => Poll.UntilAsync(() => LinesOf(server, line).Length > before, s_limit, $"another '{line}' in the log of {server.Host.Name}");

    private static string NewSlave(string name) => $"netmanager: New slave '{name}";

    /// <summary>The lines of a log from this text on.</summary>
    private static string[] LinesOf(JackServer server, string text)
        => [.. server.Log.Split('\n').Where(line => line.Contains(text, StringComparison.Ordinal))
            .Select(line => line[line.IndexOf(text, StringComparison.Ordinal)..])];

    /// <summary>The letter of the first option of an init string.</summary>
    private static char LetterOf(string example) => example["-i \"-".Length];

    private static IEnumerable<TestCaseData> Examples(string module)
    {
        string page = File.ReadAllText(Path.Combine(BuildPaths.RepositoryRoot, "docs", "options.md"));
        string table = page.Split($"<!-- options: native/options/{module}Options.cpp -->")[1].Split("\n\n")[1];
        foreach (string row in table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2))
        {
            string[] cells = row.Split('|', StringSplitOptions.TrimEntries);
            yield return new TestCaseData(cells[^2].Trim('`')).SetArgDisplayNames($"{cells[1]} {cells[^2]}");
        }
    }

    [GeneratedRegex(@"""[^""]*""|\S+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();
}
