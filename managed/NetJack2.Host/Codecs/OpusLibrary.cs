// SPDX-License-Identifier: GPL-2.0-or-later
using System.Reflection;
using System.Runtime.InteropServices;
using NetJack2.Host.Linux;
using NetJack2.Interop;
using NetJack2.Link.Coding;
using NetJack2.Protocol.Session;
using NetJack2.RealTime;

namespace NetJack2.Host.Codecs;

/// <summary>The system's libopus. It is loaded when a session wants Opus, and not before.</summary>
public sealed unsafe class OpusLibrary : ICodecLibrary
{
    private const string FileName = "libopus.so.0";

    // Once and for all, as a module of jackd is: what is bound to it stays bound.
    private static readonly LateLibrary s_library = new(Load);
    private readonly MonotonicClock _clock = new();

    /// <inheritdoc/>
    public long ThreadTime
    {
        get
        {
            timespec time;
            _ = Posix.clock_gettime(Posix.CLOCK_THREAD_CPUTIME_ID, &time);
            return (time.tv_sec * 1_000_000_000L) + time.tv_nsec;
        }
    }

    /// <inheritdoc/>
    public long Now => _clock.Now;

    /// <inheritdoc/>
    public Result<ICodec> Open(SessionParameters session, int complexity)
    {
        nint handle = s_library.Find(Now);
        if (handle == 0)
        {
            return new Refusal(
                $"it requests Opus, but this host has no {FileName}",
                "install it (apt install libopus0), or use -e float or -e int16 on the slave");
        }
        if (session.UsesCyclePackets)
            return Result.Of<ICodec>(new StandardOpus(session, complexity));
        if (!NativeLibrary.TryGetExport(handle, nameof(Opus.opus_custom_mode_create), out _))
        {
            return new Refusal(
                $"{FileName} of this host has no custom modes, which jack2 uses",
                "use netjack2-cs on both sides, or -e float on the slave");
        }
        if (CustomOpus.TryOpen(session, complexity, out CustomOpus? codec))
            return Result.Of<ICodec>(codec);
        return new Refusal(
            $"{FileName} of this host has no mode for {session.Period} frames at {session.SampleRate} Hz",
            "use another period, or -e float on the slave");
    }

    private static nint Load()
    {
        if (NativeLibrary.TryLoad(FileName, out nint library))
            NativeLibrary.SetDllImportResolver(typeof(Opus).Assembly, Resolve);
        return library;
    }

    // The name in the bindings has no version, and without the files for developers no file has that name.
    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) =>
        string.Equals(name, "opus", StringComparison.Ordinal) ? NativeLibrary.Load(FileName) : 0;
}
