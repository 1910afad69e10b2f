// SPDX-License-Identifier: GPL-2.0-or-later
using Mono.Cecil;
using NetJack2.Architecture.Tests.Contract;
using NetJack2.Architecture.Tests.Fixtures;

namespace NetJack2.Architecture.Tests;

/// <summary>Every way into the modules leads through the guard, which catches everything.</summary>
public class GuardedEntriesTests
{
    private static readonly AssemblyDefinition[] s_product = BuiltAssemblies.Read([.. ProductTests.Names, "NetJack2.Statistics"]);
    private static readonly AssemblyDefinition[] s_fixtures = BuiltAssemblies.Read(["NetJack2.Architecture.Tests"]);

    [Test]
    public void Every_entry_from_native_code_and_every_thread_is_guarded()
    {
        MethodDefinition[] entries = [.. GuardedEntries.In(s_product)];
        Assert.That(string.Join('\n', entries.SelectMany(GuardedEntries.BreachesOf)), Is.Empty);
        // Fewer would mean that they are not found, or were renamed so that they are not.
        Assert.That(entries, Has.Length.GreaterThanOrEqualTo(30));
    }

    [Test]
    public void The_guard_catches_everything_that_it_calls()
    {
        TypeDefinition guard = Type(s_product, "Guard");
        Assert.That(string.Join('\n', GuardedEntries.UncoveredCallsOf(guard)), Is.Empty);
        Assert.That(guard.Methods.Count(method => method.HasBody && method.Body.HasExceptionHandlers), Is.GreaterThanOrEqualTo(9));
    }

    [TestCase(nameof(Unguarded.Works))]
    [TestCase(nameof(Unguarded.WorksBeforeTheGuard))]
    [TestCase(nameof(Unguarded.WorksAfterTheGuard))]
    [TestCase(nameof(Unguarded.ReadsThroughAPointerBeforeTheGuard))]
    [TestCase(nameof(Unguarded.DividesBeforeTheGuard))]
    [TestCase(nameof(Unguarded.CatchesByItself))]
    [TestCase(nameof(Unguarded.Body))]
    public void An_entry_that_is_not_guarded_is_found(string method)
        => Assert.That(GuardedEntries.BreachesOf(Entry(nameof(Unguarded), method)), Is.Not.Empty);

    [TestCase(nameof(Guarded.Enters))]
    [TestCase(nameof(Guarded.EntersWithTwoArguments))]
    [TestCase(nameof(Guarded.Returns))]
    [TestCase(nameof(Guarded.DoesNothing))]
    [TestCase(nameof(Guarded.Body))]
    public void An_entry_that_is_guarded_is_clean(string method)
        => Assert.That(GuardedEntries.BreachesOf(Entry(nameof(Guarded), method)), Is.Empty);

    [Test]
    public void A_lambda_as_the_body_of_a_thread_is_found()
        => Assert.That(
            GuardedEntries.In(s_fixtures).Where(method =>
                method.Name.Contains(nameof(Unguarded.StartsALambda), StringComparison.Ordinal)).SelectMany(GuardedEntries.BreachesOf),
            Is.Not.Empty);

    [Test]
    public void A_guard_that_does_not_catch_everything_is_found()
        => Assert.That(
            GuardedEntries.UncoveredCallsOf(Type(s_fixtures, nameof(LeakyGuard))).Select(breach => breach.Split(':')[2]),
            Is.EquivalentTo(new[] { nameof(LeakyGuard.CatchesNothing), nameof(LeakyGuard.CatchesSome), nameof(LeakyGuard.CallsOutside) }));

    private static MethodDefinition Entry(string type, string method) =>
        GuardedEntries.In(s_fixtures).Single(entry =>
            string.Equals(entry.DeclaringType.Name, type, StringComparison.Ordinal)
            && string.Equals(entry.Name, method, StringComparison.Ordinal));

    private static TypeDefinition Type(AssemblyDefinition[] assemblies, string name) =>
        assemblies.SelectMany(assembly => assembly.MainModule.GetTypes()).Single(type =>
            string.Equals(type.Name, name, StringComparison.Ordinal));
}
