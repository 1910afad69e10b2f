// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;
using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NetJack2.Protocol;
using NetJack2.Protocol.Wire;
using NetJack2.RealTime;

namespace NetJack2.Architecture.Tests.Fixtures;

/// <summary>Marked methods that keep the contract; what they do is what a cycle does.</summary>
internal sealed class Allowed
{
    private readonly float[] _buffer = new float[64];
    private readonly byte[,] _table = new byte[2, 2];
    private long _counter;

    [RealTimeSafe]
    public int Total { get; private set; }

    public int Unmarked { get; private set; }

    [RealTimeSafe]
    public float Mixes(Span<float> output, ReadOnlySpan<float> input)
    {
        float peak = 0;
        for (int i = 0; i < output.Length; i++)
        {
            output[i] = input[i] + _buffer[i & 63];
            peak = MathF.Max(peak, MathF.Abs(output[i]));
        }

        input[..4].CopyTo(output[4..]);
        return peak;
    }

    [RealTimeSafe]
    public uint ReadsTheWire(ReadOnlySpan<byte> wire)
    {
        Total++;
        Unmarked = Total;
        Interlocked.Increment(ref _counter);
        ref readonly long first = ref MemoryMarshal.AsRef<long>(wire);
        return BinaryPrimitives.ReadUInt32BigEndian(wire[8..]) + (uint)BitOperations.PopCount((ulong)Volatile.Read(in first));
    }

    [RealTimeSafe]
    public static uint AsksAnotherAssembly(UInt32BigEndian wire) => (uint)PortSet.First(3).Count + wire;

    [RealTimeSafe]
    public int MakesValues(int seed)
    {
        Point point = new(seed, 2) { Weight = 3 };
        (int X, int Y) pair = (point.X, point.Y);
        int? maybe = seed > 0 ? pair.X : null;
        Words words = default;
        words[1] = 7;
        Span<int> scratch = stackalloc int[8];
        scratch.Fill(seed);
        _table[1, 1] = 3;
        return Add(pair.Y) + (maybe ?? 0) + words[1] + scratch[3] + _table[1, 0] + (point == default ? 1 : 0);

        int Add(int value) => value + seed;
    }

    [RealTimeSafe]
    public static float Vectors(Vector256<float> left, Vector256<float> right) => Vector256.Sum(left * right);

    [RealTimeSafe]
    public static bool ComparesWithNull<T>(T value)
        where T : class
        => value is null;

    [RealTimeSafe]
    public static int AsksInterfaces<TPorts>(TPorts ports, IPorts<float> others, Implementations.Source source)
        where TPorts : struct, IPorts<int>
        => ports.Read(0) + (int)others.Read(1) + others.Count + source.Next() + source.Skip();

    [RealTimeSafe]
    public static int AsksAStruct(StructPorts ports) => AsksInterfaces(ports, null!, null!) + ports.Count;

    [RealTimeSafe]
    public static unsafe int CallsThroughAPointer(delegate*<int, int> function) => function(1);

    [RealTimeSafe]
    public static unsafe delegate*<long> TakesTheAddressOfTheMarked() => &Now;

    [RealTimeSafe]
    public static int CatchesAll(int value)
    {
        Debug.Assert(value > 0);
        try
        {
            return value * 2;
        }
        catch (Exception)
        {
            return 0;
        }
    }

    [RealTimeSafe]
    private static long Now() => Stopwatch.GetTimestamp();

    internal readonly record struct Point(int X, int Y)
    {
        public int Weight { get; init; }
    }

    internal readonly struct StructPorts : IPorts<int>
    {
        [RealTimeSafe]
        public int Count => 0;

        [RealTimeSafe]
        public int Read(int port) => port;

        public void Close() => GC.Collect();
    }

    [InlineArray(4)]
    private struct Words
    {
        private int _first;
    }
}
