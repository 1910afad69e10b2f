using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetJack2.Engine;
using NetJack2.Interop;
using NetJack2.Protocol;

namespace NetJack2.Host;

/// <summary>The JACK side of an adapter: the client that jackd opened for it, with ports that look like a sound card's.</summary>
/// <remarks>
/// Control thread, but for what is marked. jackd closes the client by itself, before it tells the module; from then on none of the
/// calls here may be made but <see cref="Release"/>.
/// </remarks>
public sealed unsafe partial class AdapterClient
{
    private const JackPortFlags CaptureFlags = JackPortFlags.JackPortIsOutput | JackPortFlags.JackPortIsPhysical | JackPortFlags.JackPortIsTerminal;
    private const JackPortFlags PlaybackFlags = JackPortFlags.JackPortIsInput | JackPortFlags.JackPortIsPhysical | JackPortFlags.JackPortIsTerminal;

    private readonly Handover<AdapterWork> _work = new(null);
    private readonly jack_client_t* _client;
    private readonly IMonotonicClock _clock;
    private readonly Action _formChanged;
    private GCHandle _handle;
    private nint[] _capture = [];
    private nint[] _playback = [];
    private nint[] _midiCapture = [];
    private nint[] _midiPlayback = [];
    private int _captureLatency;
    private int _playbackLatency;
    private bool _isActive;

    /// <summary>Takes a client over that is not active yet.</summary>
    /// <param name="client">What jackd gave to the module.</param>
    /// <param name="owner">What <see cref="OwnerOf"/> finds by the argument of the process callback, which jack_finish is called with.</param>
    /// <param name="clock">CLOCK_MONOTONIC.</param>
    /// <param name="formChanged">Called, on any thread, when the server's period has changed.</param>
    public AdapterClient(jack_client_t* client, object owner, IMonotonicClock clock, Action formChanged)
    {
        _client = client;
        _clock = clock;
        _formChanged = formChanged;
        Owner = owner;
        _handle = GCHandle.Alloc(this);
        Graph = new JackGraph(client);
        Name = JackText.Decode(Jack.jack_get_client_name(client));
        SetCallbacks();
    }

    /// <summary>The name that JACK gave it.</summary>
    public string Name { get; }

    /// <summary>The server.</summary>
    public JackGraph Graph { get; }

    /// <summary>The argument of the client's process callback.</summary>
    public void* Argument => (void*)GCHandle.ToIntPtr(_handle);

    /// <summary>The priority of a thread that serves a device; below 1 in a server without real-time scheduling.</summary>
    public int RealTimePriority => Jack.jack_client_real_time_priority(_client);

    private object Owner { get; }

    /// <summary>Whose client it is that has this argument.</summary>
    public static object OwnerOf(void* argument) => From(argument).Owner;

    /// <summary>Gives it ports: registers and unregisters only those by which it differs, and activates it.</summary>
    /// <returns>False where JACK refuses.</returns>
    public bool TryPrepare(int capture, int playback, int midiCapture, int midiPlayback)
    {
        if (capture != _capture.Length || playback != _playback.Length || midiCapture != _midiCapture.Length || midiPlayback != _midiPlayback.Length)
            Hand(null);
        _capture = JackPorts.Resize(_client, _capture, capture, "capture_", JackGraph.AudioType, CaptureFlags);
        _playback = JackPorts.Resize(_client, _playback, playback, "playback_", JackGraph.AudioType, PlaybackFlags);
        _midiCapture = JackPorts.Resize(_client, _midiCapture, midiCapture, "midi_capture_", JackGraph.MidiType, CaptureFlags);
        _midiPlayback = JackPorts.Resize(_client, _midiPlayback, midiPlayback, "midi_playback_", JackGraph.MidiType, PlaybackFlags);
        bool isComplete = capture == _capture.Length && playback == _playback.Length
            && midiCapture == _midiCapture.Length && midiPlayback == _midiPlayback.Length;
        if (isComplete && !_isActive)
            _isActive = Jack.jack_activate(_client) == 0;
        return isComplete && _isActive;
    }

    /// <summary>Runs something else in the client's cycles from now on, silence where it is nothing; the one before is no longer used.</summary>
    /// <param name="cycle">What is run.</param>
    /// <param name="period">The period that it was made for; in cycles of another there is silence.</param>
    /// <param name="captureLatency">Frames from the other clock's side to the capture ports.</param>
    /// <param name="playbackLatency">Frames from the playback ports to it.</param>
    public void Run(IAdapterCycle? cycle, int period, int captureLatency, int playbackLatency)
    {
        _captureLatency = captureLatency;
        _playbackLatency = playbackLatency;
        Hand(new AdapterWork(cycle, new AdapterPorts(_capture, _playback, _midiCapture, _midiPlayback, period)));
        _ = Jack.jack_recompute_total_latencies(_client);
    }

    /// <summary>Connects the audio ports with the physical ones of other clients, first to first.</summary>
    public void ConnectPhysical()
    {
        Connect(JackPortFlags.JackPortIsOutput, _playback.Length, "playback_");
        Connect(JackPortFlags.JackPortIsInput, _capture.Length, "capture_");
    }

    /// <summary>Forgets the client, which jackd has closed.</summary>
    public void Release() => _handle.Free();

    private void Hand(AdapterWork? work) => _ = _work.Replace(work, () => { });

    private void Connect(JackPortFlags direction, int count, string prefix)
    {
        bool isSource = direction == JackPortFlags.JackPortIsInput;
        // Its own ports are physical too.
        string[] physical = [.. Graph.PhysicalPorts(JackGraph.AudioType, direction).Where(port => !port.StartsWith($"{Name}:", StringComparison.Ordinal))];
        for (int index = 0; index < Math.Min(count, physical.Length); index++)
        {
            string own = $"{Name}:{prefix}{index + 1}";
            _ = isSource ? Graph.TryConnect(own, physical[index]) : Graph.TryConnect(physical[index], own);
        }
    }

    private sealed record AdapterWork(IAdapterCycle? Cycle, AdapterPorts Ports);
}
