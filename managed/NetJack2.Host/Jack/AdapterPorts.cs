using NetJack2.Interop;
using NetJack2.Protocol;

namespace NetJack2.Host;

/// <summary>The ports of an adapter's client as the cycles of one period see them: they never change.</summary>
/// <remarks>Capture is what comes from the other clock's side, and so what the client gives to JACK; playback goes there.</remarks>
public sealed unsafe class AdapterPorts(nint[] capture, nint[] playback, int period)
{
    private readonly nint[] _capture = capture;
    private readonly nint[] _playback = playback;

    /// <summary>Frames in a cycle.</summary>
    public int Period
    {
        [RealTimeSafe]
        get => period;
    }

    /// <summary>Where the samples of a capture port go: one period. Process thread.</summary>
    [RealTimeSafe]
    public Span<float> Capture(int port) => new(Buffer(_capture[port]), period);

    /// <summary>The samples of a playback port: one period. Process thread.</summary>
    [RealTimeSafe]
    public ReadOnlySpan<float> Playback(int port) => new(Buffer(_playback[port]), period);

    /// <summary>Silence on all capture ports in a cycle of so many frames, which may be another number than <see cref="Period"/>. Process thread.</summary>
    [RealTimeSafe]
    public void Silence(int frames)
    {
        foreach (nint port in _capture)
            new Span<float>(Jack.jack_port_get_buffer((jack_port_t*)port, (uint)frames), frames).Clear();
    }

    [RealTimeSafe]
    private void* Buffer(nint port) => Jack.jack_port_get_buffer((jack_port_t*)port, (uint)period);
}
