// SPDX-License-Identifier: GPL-2.0-or-later
using System.Numerics;
using System.Runtime.CompilerServices;
using NetJack2.Link.Coding;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.RealTime;

namespace NetJack2.Sessions.Coding;

/// <summary>Finds out, by trying it here and now, how much of a period coding takes, and with which complexity it fits.</summary>
/// <remarks>Control thread; takes some milliseconds of processor time.</remarks>
public static class CodecLoad
{
    /// <summary>The share of a period that the coding of all sessions of this process may take. The rest is for the graph.</summary>
    public const double Limit = 0.5;

    private const int MaxComplexity = 10;

    // The longest of these groups counts: codecs cost more for some sounds than for others, a single frame is too short to time.
    private const int Groups = 6;
    private const int FramesPerGroup = 8;

    // A slave that the master rejects asks again three times a second, with any parameters: a measurement is kept for a while.
    private const long KeptNs = 10 * Durations.SecondNs;
    private const int MostKept = 256;

    private static readonly ConditionalWeakTable<ICodecLibrary, Dictionary<FrameKind, FrameTimes>> s_known = [];

    /// <summary>Opens a session's codec with the highest complexity that fits.</summary>
    /// <param name="session">The session, whose encoder is Opus.</param>
    /// <param name="library">Where the codec comes from.</param>
    /// <param name="isMaster">Which end this is.</param>
    /// <param name="available">The share of a period that is left to it.</param>
    public static Result<PreparedCoding> Fit(SessionParameters session, ICodecLibrary library, bool isMaster, double available)
    {
        try
        {
            return FitComplexity(session, library, isMaster, available);
        }
        catch (CodecException exception)
        {
            return new Refusal(exception.Message);
        }
    }

    private static Result<PreparedCoding> FitComplexity(SessionParameters session, ICodecLibrary library, bool isMaster, double available)
    {
        double load = 0;
        PreparedCoding? best = null;
        int least = 0;
        int most = MaxComplexity;
        // The highest one usually fits; otherwise halve the rest, because each step takes processor time.
        for (int complexity = MaxComplexity; least <= most; complexity = (least + most) / 2)
        {
            if (!library.Open(session, complexity).TryGet(out ICodec? codec, out Refusal? refusal))
                return refusal;
            load = Measure(session, codec, complexity, library, isMaster);
            if (load > available)
            {
                most = complexity - 1;
                continue;
            }
            least = complexity + 1;
            int delay = session.UsesCyclePackets ? new CodedFrames(session.Period, codec.FrameSize).Delay : 0;
            best = new PreparedCoding(session with { CodingDelay = delay + codec.Lookahead }, codec, load);
        }
        if (best is not null)
            return best;
        return new Refusal(
            $"Opus for {session.SendAudio} channels to the slave and {session.ReturnAudio} back would take {load:P0} of each period "
                + $"on this host, and {Math.Max(0, available):P0} are left for it",
            "use fewer channels, a longer period, or -e int16 on the slave");
    }

    private static double Measure(SessionParameters session, ICodec codec, int complexity, ICodecLibrary library, bool isMaster)
    {
        (double encode, double decode) = TimesOf(session, codec, complexity, library);
        int outgoing = isMaster ? session.SendAudio : session.ReturnAudio;
        int incoming = isMaster ? session.ReturnAudio : session.SendAudio;
        double period = 1e9 * session.Period / session.SampleRate;
        return ((FramesOf(outgoing, session, codec) * encode) + (FramesOf(incoming, session, codec) * decode)) / period;
    }

    // The most frames of all ports in one cycle.
    private static int FramesOf(int ports, SessionParameters session, ICodec codec) =>
        session.UsesCyclePackets ? new CodedFrames(session.Period, codec.FrameSize).MostCompleted(ports) : ports;

    private static (double Encode, double Decode) TimesOf(SessionParameters session, ICodec codec, int complexity, ICodecLibrary library)
    {
        Dictionary<FrameKind, FrameTimes> known = s_known.GetOrCreateValue(library);
        // The time depends little on the size of the code, and a peer can ask for any size.
        int codeSize = (int)BitOperations.RoundUpToPowerOf2((uint)codec.CodeSize);
        var kind = new FrameKind(codec.FrameSize, codeSize, session.SampleRate, session.UsesCyclePackets, complexity);
        if (known.TryGetValue(kind, out FrameTimes times) && library.Now - times.AtNs < KeptNs)
            return (times.Encode, times.Decode);
        (double encode, double decode) = TimeFrames(codec, library);
        if (known.Count >= MostKept)
            known.Clear();
        known[kind] = new FrameTimes(encode, decode, library.Now);
        return (encode, decode);
    }

    // Nanoseconds of a frame. Noise that comes and goes is dear: transients, all bands full.
    private static (double Encode, double Decode) TimeFrames(ICodec codec, ICodecLibrary library)
    {
        using IFrameEncoder encoder = codec.CreateEncoder();
        using IFrameDecoder decoder = codec.CreateDecoder();
        var noise = new Random(1);
        float[] samples = new float[codec.FrameSize];
        byte[] code = new byte[codec.CodeSize];
        long mostEncode = 0;
        long mostDecode = 0;
        for (int group = -1; group < Groups; group++)
        {
            long encode = 0;
            long decode = 0;
            for (int frame = 0; frame < FramesPerGroup; frame++)
            {
                for (int index = 0; index < samples.Length; index++)
                    samples[index] = (noise.NextSingle() - 0.5f) * (frame % 3 == 0 ? 0.01f : 1.9f);
                long start = library.ThreadTime;
                int length = encoder.Encode(samples, code);
                long between = library.ThreadTime;
                decoder.Decode(code.AsSpan(0, length), samples);
                encode += between - start;
                decode += library.ThreadTime - between;
            }
            if (group < 0)
                continue; // the first frames touch memory and code for the first time
            mostEncode = Math.Max(mostEncode, encode);
            mostDecode = Math.Max(mostDecode, decode);
        }
        return ((double)mostEncode / FramesPerGroup, (double)mostDecode / FramesPerGroup);
    }

    private readonly record struct FrameKind(int FrameSize, int CodeSize, int SampleRate, bool IsStandard, int Complexity);

    private readonly record struct FrameTimes(double Encode, double Decode, long AtNs);
}
