// SPDX-License-Identifier: GPL-2.0-or-later
using System.Reflection;
using System.Runtime.InteropServices;
using NetJack2.Host.Border;
using NetJack2.Host.Logging;
using NetJack2.Statistics;

namespace NetJack2.Host.Tests.Border;

/// <summary>No exception leaves the guard, and none vanishes there.</summary>
public sealed unsafe class GuardTests
{
    private Owner _owner = null!;
    private GCHandle<Owner> _handle;

    [SetUp]
    public void Begin()
    {
        _owner = new Owner();
        _handle = new GCHandle<Owner>(_owner);
    }

    [TearDown]
    public void End() => _handle.Dispose();

    private void* Handle => (void*)GCHandle<Owner>.ToIntPtr(_handle);

    [Test]
    public void What_throws_nothing_is_run_and_not_counted()
    {
        Assert.That(Guard.Enter<Owner, int>(Handle, FaultPlace.Cycle, &Add, 3), Is.True);
        Assert.That(Guard.AskAt<Owner, int>(Handle, FaultPlace.Cycle, &Sum, otherwise: -1), Is.EqualTo(3));
        Assert.That((_owner.Faults.Count, _owner.Recovered), Is.EqualTo((0L, FaultPlace.None)));
    }

    [Test]
    public void Every_way_in_counts_an_exception_and_lets_the_owner_recover()
    {
        Assert.That(Guard.Run(_owner, FaultPlace.Cycle, &Throw), Is.False);
        Assert.That(Guard.Ask(_owner, FaultPlace.Cycle, &ThrowInstead, otherwise: 5), Is.EqualTo(5));
        Assert.That(Guard.Enter<Owner>(Handle, FaultPlace.Cycle, &Throw), Is.False);
        Assert.That(Guard.Enter<Owner, int>(Handle, FaultPlace.Cycle, &ThrowWith, 1), Is.False);
        Assert.That(Guard.AskAt<Owner, int>(Handle, FaultPlace.Cycle, &ThrowInstead, otherwise: 6), Is.EqualTo(6));
        Assert.That(Guard.AskAt<Owner, int, int>(Handle, FaultPlace.Send, &ThrowInsteadWith, 1, otherwise: 7), Is.EqualTo(7));
        Assert.That((_owner.Faults.Count, _owner.Recovered), Is.EqualTo((6L, FaultPlace.Send)));
    }

    [Test]
    public void An_exception_of_the_recovery_is_counted_too()
    {
        _owner.FailsAgain = true;
        Assert.That(Guard.Run(_owner, FaultPlace.Cycle, &Throw), Is.False);
        Assert.That(_owner.Faults.Count, Is.EqualTo(2));
        Assert.That(_owner.Faults.Describe(), Does.StartWith("OverflowException in a cycle, at "));
    }

    [Test]
    public void An_invalid_handle_is_counted_as_well()
    {
        long before = Guard.Unowned.Count;
        Assert.That(Guard.Enter<Owner>(null, FaultPlace.Cycle, &Throw), Is.False);
        Assert.That(Guard.Unowned.Count, Is.EqualTo(before + 1));
    }

    [Test]
    public void The_first_exception_is_the_one_that_a_page_shows()
    {
        _ = Guard.Run(_owner, FaultPlace.Wait, &ThrowAnother);
        _ = Guard.Run(_owner, FaultPlace.Cycle, &Throw);
        SessionCounters counters = default;
        _owner.Faults.Describe(ref counters);
        Assert.That(FaultText.Describe(counters), Is.EqualTo("2, first DivideByZeroException in the wait for a cycle"));
    }

    [Test]
    public void Noting_and_showing_allocate_nothing()
    {
        var faults = new FaultRecord();
        var exception = new InvalidOperationException();
        SessionCounters counters = default;
        faults.Record(exception, FaultPlace.Cycle);
        faults.Describe(ref counters);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int count = 0; count < 1000; count++)
        {
            faults.Record(exception, FaultPlace.Cycle);
            faults.Describe(ref counters);
        }
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(counters.Faults, Is.EqualTo(1001));
    }

    [Test]
    public void Noting_from_many_threads_loses_no_count()
    {
        var faults = new FaultRecord();
        Parallel.For(0, 10_000, _ => faults.Record(new InvalidOperationException(), FaultPlace.Cycle));
        Assert.That(faults.Count, Is.EqualTo(10_000));
    }

    [Test]
    public void A_thread_that_loads_or_unloads_is_known_before_anything_is_run()
    {
        bool isClosed = false;
        var closing = new GCHandle<Closing>(new Closing { Closed = () => isClosed = IsKnown });
        RunThread(() => Guard.Close<Closing>((void*)GCHandle<Closing>.ToIntPtr(closing)));
        closing.Dispose();
        Assert.That(isClosed, Is.True);
        s_wasKnown = false;
        RunThread(() => Guard.Call(&ReadState));
        Assert.That(s_wasKnown, Is.True);
    }

    private static bool s_wasKnown;

    private static bool IsKnown =>
        (bool)typeof(Guard).GetField("t_isKnown", BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null)!;

    private static void ReadState(JackLog log) => s_wasKnown = IsKnown;

    private static void RunThread(Action body)
    {
        var thread = new Thread(() => body());
        thread.Start();
        thread.Join();
    }

    private static void Add(Owner owner, int number) => owner.Number += number;

    private static int Sum(Owner owner) => owner.Number;

    private static void Throw(Owner owner) => throw new OverflowException();

    private static void ThrowAnother(Owner owner) => throw new DivideByZeroException();

    private static int ThrowInstead(Owner owner) => throw new OverflowException();

    private static void ThrowWith(Owner owner, int number) => throw new OverflowException();

    private static int ThrowInsteadWith(Owner owner, int number) => throw new OverflowException();

    private sealed class Closing : IDisposable
    {
        public required Action Closed { get; init; }

        public void Dispose() => Closed();
    }

    private sealed class Owner : IGuarded
    {
        public FaultRecord Faults { get; } = new();

        public int Number { get; set; }

        public FaultPlace Recovered { get; private set; }

        public bool FailsAgain { get; set; }

        public void Recover(FaultPlace place)
        {
            Recovered = place;
            if (FailsAgain)
                throw new InvalidOperationException();
        }
    }
}
