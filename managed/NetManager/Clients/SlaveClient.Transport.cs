// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetJack2.Host.Border;
using NetJack2.Host.Timelines;
using NetJack2.Interop;
using NetJack2.Link.Links;
using NetJack2.Link.Timelines;
using NetJack2.Protocol.Transport;
using NetJack2.RealTime;
using NetJack2.Statistics;

namespace NetJack2.NetManager.Clients;

public sealed unsafe partial class SlaveClient : IMasterTransport
{
    private volatile bool _isFreewheeling;
    private long _servedTimebase;

    /// <summary>Whether the server freewheels: it runs without a clock.</summary>
    public bool IsFreewheeling => _isFreewheeling;

    /// <inheritdoc/>
    public void PollTimebase(MasterLink link)
    {
        if (link.Timeline is not { } timeline || timeline.TimebaseWish is var wish && wish == _servedTimebase)
            return;
        ReleaseTimebase();
        _servedTimebase = wish;
        if (wish == 0)
        {
            // The same wish may arrive again, and is to be granted anew.
            timeline.AnswerTimebase(wish, isGranted: false);
            return;
        }
        bool isConditional = (wish & 1) != 0;
        int result = Jack.jack_set_timebase_callback(Client, isConditional ? 1 : 0, &OnTimebase, Argument);
        timeline.AnswerTimebase(wish, isGranted: result == 0);
    }

    /// <inheritdoc/>
    [RealTimeSafe]
    public TransportState Query(out TransportPosition position)
    {
        jack_position_t place = default;
        jack_transport_state_t state = Jack.jack_transport_query(Client, &place);
        position = JackPosition.Read(place);
        return StateOf(state);
    }

    /// <inheritdoc/>
    [RealTimeSafe]
    public void Command(TransportCommand command)
    {
        if (command == TransportCommand.Start)
            Jack.jack_transport_start(Client);
        else if (command == TransportCommand.Stop)
            Jack.jack_transport_stop(Client);
    }

    /// <inheritdoc/>
    [RealTimeSafe]
    public void Locate(TransportPosition position)
    {
        jack_position_t place = default;
        // JACK refuses a position that claims more than these.
        JackPosition.Write(ref place, position with { Fields = position.Fields & (PositionFields.Beat | PositionFields.Timecode) });
        _ = Jack.jack_transport_reposition(Client, &place);
    }

    private void ReleaseTimebase()
    {
        if (_servedTimebase != 0)
            _ = Jack.jack_release_timebase(Client);
        _servedTimebase = 0;
    }

    [RealTimeSafe]
    private static TransportState StateOf(jack_transport_state_t state) => state switch
    {
        jack_transport_state_t.JackTransportStopped => TransportState.Stopped,
        jack_transport_state_t.JackTransportStarting or jack_transport_state_t.JackTransportNetStarting => TransportState.Starting,
        _ => TransportState.Rolling,
    };

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnSync(jack_transport_state_t state, jack_position_t* position, void* argument) =>
        Guard.AskAt<SlaveClient, (jack_transport_state_t, nint), int>(
            argument, FaultPlace.Transport, &IsReadyToRoll, (state, (nint)position), otherwise: 1);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnTimebase(jack_transport_state_t state, uint frames, jack_position_t* position, int isNew, void* argument) =>
        Guard.Enter<SlaveClient, nint>(argument, FaultPlace.Transport, &FillBeat, (nint)position);

    [RealTimeSafe]
    private static int IsReadyToRoll(SlaveClient client, (jack_transport_state_t State, nint Position) question) =>
        client.IsReadyToRoll(StateOf(question.State), ((jack_position_t*)question.Position)->frame) ? 1 : 0;

    [RealTimeSafe]
    private static void FillBeat(SlaveClient client, nint position) => client.FillBeat(ref *(jack_position_t*)position);

    [RealTimeSafe]
    private bool IsReadyToRoll(TransportState state, uint frame)
    {
        bool isReady = _isFreewheeling || _cycle.Enter() is not { Link: { } link } || link.IsReadyToRoll(state, frame);
        _cycle.Leave();
        return isReady;
    }

    [RealTimeSafe]
    private void FillBeat(ref jack_position_t position)
    {
        if (_cycle.Enter() is { Link.Timeline: { } timeline })
        {
            TransportPosition place = default;
            place.Frame = position.frame;
            timeline.FillBeat(ref place);
            JackPosition.Write(ref position, place);
        }
        _cycle.Leave();
    }
}
