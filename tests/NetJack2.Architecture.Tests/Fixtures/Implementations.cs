// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Architecture.Tests.Fixtures;

/// <summary>Types that answer marked declarations.</summary>
internal static class Implementations
{
    /// <summary>Answers a marked interface with marks.</summary>
    internal sealed class MarkedPorts : IPorts<float>
    {
        public int Count => 2;

        [RealTimeSafe]
        public float Read(int port) => port;

        public void Close() => GC.Collect();

        int IPorts<float>.Count => 1;
    }

    /// <summary>Answers a marked interface without marks, a property and explicitly a method.</summary>
    internal sealed class UnmarkedPorts : IPorts<float>
    {
        public int Count => new int[2].Length;

        float IPorts<float>.Read(int port) => port;

        public void Close() => GC.Collect();
    }

    internal abstract class Source
    {
        [RealTimeSafe]
        public abstract int Next();

        [RealTimeSafe]
        public virtual int Skip() => 0;
    }

    internal sealed class MarkedSource : Source
    {
        [RealTimeSafe]
        public override int Next() => 1;
    }

    internal sealed class UnmarkedSource : Source
    {
        public override int Next() => 1;

        public override int Skip() => new int[1].Length;
    }
}
