// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol;
using NetJack2.RealTime;

namespace NetJack2.Architecture.Tests.Fixtures;

/// <summary>Marked methods, each of which breaks the contract in the way of its name.</summary>
internal static class Forbidden
{
    private static readonly Lock s_lock = new();
    private static readonly object s_monitor = new();
    private static readonly List<int> s_list = [];
    private static int s_count;

    [RealTimeSafe]
    public static object Boxes(int value) => value;

    [RealTimeSafe]
    public static string BoxesThroughAnInheritedMethod(DayOfWeek day) => day.ToString();

    [RealTimeSafe]
    public static object BoxesWhateverItIs<T>(T value)
        where T : struct
        => value;

    [RealTimeSafe]
    public static object MakesAnObject() => new();

    [RealTimeSafe]
    public static object MakesAGenericObject() => new List<int>();

    [RealTimeSafe]
    public static int[] MakesAnArray(int length) => new int[length];

    [RealTimeSafe]
    public static byte[,] MakesAnArrayOfTwoDimensions() => new byte[2, 2];

    [RealTimeSafe]
    public static int[] MakesAnArrayByARange(int[] values) => values[1..];

    [RealTimeSafe]
    public static byte[] MakesAnArrayOfASpan(Span<byte> values) => values.ToArray();

    [RealTimeSafe]
    public static Func<int> MakesAClosure(int value) => () => value;

    [RealTimeSafe]
    public static Func<int> MakesALambda() => static () => 1;

    [RealTimeSafe]
    public static Func<int> MakesADelegateOfAMethod() => Unmarked;

    [RealTimeSafe]
    public static Func<string> MakesADelegateOfAVirtualMethod(object any) => any.ToString!;

    [RealTimeSafe]
    public static int CallsADelegate(Func<int> function) => function();

    [RealTimeSafe]
    public static int AsksLinq(int[] values) => values.Count();

    [RealTimeSafe]
    public static string Interpolates(int value) => $"{value}";

    [RealTimeSafe]
    public static string Concatenates(string left, string right) => left + right;

    [RealTimeSafe]
    public static string Formats(string format, string value) => string.Format(format, value);

    [RealTimeSafe]
    public static void LocksAMonitor()
    {
        lock (s_monitor) s_count++;
    }

    [RealTimeSafe]
    public static void LocksALock()
    {
        lock (s_lock) s_count++;
    }

    [RealTimeSafe]
    public static void Throws() => throw new InvalidOperationException();

    [RealTimeSafe]
    public static void ThrowsAgain()
    {
        try
        {
            s_count++;
        }
        catch (Exception)
        {
            throw;
        }
    }

#pragma warning disable CS8509 // the missing arm is the point
    [RealTimeSafe]
    public static int ThrowsWhereASwitchHasNoArm(int value) => value switch { 0 => 1, 1 => 0 };
#pragma warning restore CS8509

    [RealTimeSafe]
    public static int CallsTheUnmarked() => Unmarked();

    [RealTimeSafe]
    public static int CallsTheUnmarkedOfAnotherAssembly(PortSet ports) => ports.GetHashCode();

    [RealTimeSafe]
    public static void CallsTheUnlisted() => s_list.Clear();

    [RealTimeSafe]
    public static void CallsTheUnmarkedOfAnInterface(IPorts<float> ports) => ports.Close();

    [RealTimeSafe]
    public static unsafe delegate*<int> TakesTheAddressOfTheUnmarked() => &Unmarked;

    [RealTimeSafe]
    public static int HidesItInALocalFunction(int length)
    {
        return Local(length);

        static int Local(int length) => new int[length].Length;
    }

    [RealTimeSafe]
    public static int HidesItInAConstructor() => new Hiding(3).Length;

    [RealTimeSafe]
    public static int HidesItInAnAccessor() => default(Hiding).Copy.Length;

    [RealTimeSafe]
    public static IEnumerable<int> Iterates()
    {
        yield return s_count;
    }

    [RealTimeSafe]
    public static async Task Awaits() => await Task.Yield();

    [RealTimeSafe]
    public static void Waits() => Thread.Sleep(1);

    private static int Unmarked() => s_count;

    private readonly struct Hiding(int length)
    {
        private readonly int[] _values = new int[length];

        public int Length => _values.Length;

        public int[] Copy => new int[_values.Length];
    }
}
