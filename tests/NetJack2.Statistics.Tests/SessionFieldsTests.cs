// SPDX-License-Identifier: GPL-2.0-or-later
using System.Reflection;

namespace NetJack2.Statistics.Tests;

/// <summary>The list of numbers is whole, and describes what it reads.</summary>
public class SessionFieldsTests
{
    // What is shown under the name of another number, or together with it.
    private static readonly Dictionary<string, string> s_names = new(StringComparer.Ordinal)
    {
        [nameof(SessionCounters.RoundTrip)] = "roundTripMilliseconds",
        [nameof(SessionCounters.RoundTripWorst)] = "worstRoundTripMilliseconds",
        [nameof(SessionCounters.ProcessTime)] = "processMicroseconds",
        [nameof(SessionCounters.ProcessWorst)] = "worstProcessMicroseconds",
        [nameof(SessionCounters.LastReceived)] = "secondsSinceReceived",
        [nameof(SessionCounters.MarginMedian)] = "marginMilliseconds",
        [nameof(SessionCounters.MarginUsual)] = "usualMarginMilliseconds",
        [nameof(SessionCounters.MarginWorst)] = "worstMarginMilliseconds",
        [nameof(SessionCounters.Ratio)] = "driftPpm",
        [nameof(PeerCounters.PeerReported)] = "secondsSincePeerReported",
    };

    [Test]
    public void Every_number_of_a_session_is_reported_and_nothing_else()
        => Assert.That(
            SessionFields.All.Select(field => field.Name),
            Is.EquivalentTo(Numbers().Select(field => NameOf(field.Name))));

    [Test]
    public void A_number_is_read_by_its_own_name([ValueSource(nameof(Numbers))] FieldInfo number)
    {
        object counters = new SessionCounters { Faults = 1, MarginCycles = 1 }, reported = new PeerCounters { PeerReported = 1 };
        int value = number.Name switch
        {
            nameof(SessionCounters.FirstFaultPlace) => (int)FaultPlace.Wait,
            nameof(SessionCounters.LastProblem) or nameof(SessionCounters.LastEnd) => 1,
            _ => 3_000_000,
        };
        object? before = Read();
        number.SetValue(
            number.DeclaringType == typeof(PeerCounters) ? reported : counters,
            Convert.ChangeType(
                string.Equals(number.Name, nameof(PeerCounters.PeerReported), StringComparison.Ordinal) ? 0 : value, number.FieldType,
                System.Globalization.CultureInfo.InvariantCulture));
        Assert.That(Read(), Is.Not.EqualTo(before));

        object? Read() => SessionFields.All.Single(field => string.Equals(field.Name, NameOf(number.Name), StringComparison.Ordinal))
            .Value(new SessionStatistics { Counters = (SessionCounters)counters, Reported = (PeerCounters)reported });
    }

    [Test]
    public void Numbers_are_copied_whole_and_without_memory()
    {
        var source = new SessionCounters { Cycles = 7, WindowFill = 3, Collections = 4, Ratio = 1.5, FirstFaultPlace = 5 };
        SessionCounters target = default;
        source.CopyTo(ref target);
        long before = GC.GetAllocatedBytesForCurrentThread();
        source.CopyTo(ref target);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That((target.Cycles, target.WindowFill, target.Collections, target.Ratio, target.FirstFaultPlace),
            Is.EqualTo((7L, 3, 4, 1.5, 5)));
    }

    [TestCase(typeof(NullReferenceException))]
    [TestCase(typeof(IndexOutOfRangeException))]
    [TestCase(typeof(ArgumentOutOfRangeException))]
    [TestCase(typeof(ArgumentException))]
    [TestCase(typeof(InvalidOperationException))]
    [TestCase(typeof(InvalidCastException))]
    [TestCase(typeof(DivideByZeroException))]
    [TestCase(typeof(OverflowException))]
    [TestCase(typeof(OutOfMemoryException))]
    [TestCase(typeof(NotSupportedException))]
    [TestCase(typeof(NotImplementedException))]
    [TestCase(typeof(ArrayTypeMismatchException))]
    [TestCase(typeof(PlatformNotSupportedException))]
    [TestCase(typeof(KeyNotFoundException))]
    [TestCase(typeof(IOException))]
    public void An_exception_is_known_by_its_number(Type type)
        => Assert.That(FaultText.TypeOf(((Exception)Activator.CreateInstance(type)!).HResult), Is.EqualTo(type.Name));

    [Test]
    public void Every_place_has_a_name_of_its_own()
        => Assert.That(Enum.GetValues<FaultPlace>().Select(place => FaultText.PlaceOf((int)place)), Is.Unique);

    private static IEnumerable<FieldInfo> Numbers() =>
        ((Type[])[typeof(SessionCounters), typeof(PeerCounters)])
            .SelectMany(type => type.GetFields(BindingFlags.Instance | BindingFlags.Public));

    private static string NameOf(string number) =>
        s_names.TryGetValue(number, out string? name) ? name : char.ToLowerInvariant(number[0]) + number[1..];
}
