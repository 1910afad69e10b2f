// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JacknetPeer;

/// <summary>Sends a numbered note to each port in each cycle, and checks the received ones.</summary>
internal sealed class MidiCheck(int period, int ports)
{
    private readonly int[] _last = new int[Math.Max(ports, 1)];
    private bool _measuring;
    private int _next;

    public long Sent { get; private set; }

    public long Intact { get; private set; }

    public long Wrong { get; private set; }

    public void Measure(bool on) => _measuring = on;

    /// <summary>Writes the events of the next cycle; none if they would return after the measurement.</summary>
    public void Send(MidiBuffers buffers, bool mayCount)
    {
        bool sends = _measuring && mayCount;
        if (sends) _next = (_next + 1) & 0x3FFF;
        for (int port = 0; port < buffers.Count; port++) buffers.Set(port, period, sends ? (TimeOf(_next), DataOf(_next)) : null);
        if (sends) Sent += buffers.Count;
    }

    public void Receive(MidiBuffers buffers)
    {
        for (int port = 0; port < buffers.Count; port++)
        {
            for (int i = 0; i < buffers.Events(port); i++) Receive(port, buffers.Event(port, i));
        }
    }

    private void Receive(int port, (uint Time, uint Size, uint Data) content)
    {
        int expected = (_last[port] + 1) & 0x3FFF;
        if (content.Size == 3 && (content.Data & 0xFFFFFF) == DataOf(expected) && content.Time == TimeOf(expected)) Intact++;
        else Wrong++;
        _last[port] = expected;
    }

    private uint TimeOf(int number) => (uint)(number % period);

    private static uint DataOf(int number) => 0x90u | (((uint)number >> 7) << 8) | (((uint)number & 0x7F) << 16);
}
