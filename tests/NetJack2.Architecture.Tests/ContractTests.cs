// SPDX-License-Identifier: GPL-2.0-or-later
using Mono.Cecil;
using NetJack2.Architecture.Tests.Contract;
using NetJack2.Architecture.Tests.Fixtures;

namespace NetJack2.Architecture.Tests;

/// <summary>The checker itself, on methods whose faults are known.</summary>
public class ContractTests
{
    private const string Here = "NetJack2.Architecture.Tests.Fixtures.";

    private static readonly AssemblyDefinition[] s_assemblies =
        BuiltAssemblies.Read("NetJack2.Architecture.Tests", "NetJack2.RealTime", "NetJack2.Protocol");

    private static readonly RealTimeContract s_contract = new(s_assemblies, AllowList.Reviewed);

    private static readonly string[] s_unmarked =
    [
        Here + "Implementations/UnmarkedPorts::NetJack2.Architecture.Tests.Fixtures.IPorts<System.Single>.Read",
        Here + "Implementations/UnmarkedSource::Next",
        Here + "Implementations/UnmarkedSource::Skip",
    ];

    [TestCase(nameof(Forbidden.Boxes), nameof(BreachKind.Box))]
    [TestCase(nameof(Forbidden.BoxesThroughAnInheritedMethod), nameof(BreachKind.Box))]
    [TestCase(nameof(Forbidden.BoxesWhateverItIs), nameof(BreachKind.Box))]
    [TestCase(nameof(Forbidden.MakesAnObject), nameof(BreachKind.NewObject))]
    [TestCase(nameof(Forbidden.MakesAGenericObject), nameof(BreachKind.NewObject))]
    [TestCase(nameof(Forbidden.MakesAnArray), nameof(BreachKind.NewArray))]
    [TestCase(nameof(Forbidden.MakesAnArrayOfTwoDimensions), nameof(BreachKind.NewObject))]
    [TestCase(nameof(Forbidden.MakesAnArrayByARange), nameof(BreachKind.UnmarkedCall))]
    [TestCase(nameof(Forbidden.MakesAnArrayOfASpan), nameof(BreachKind.UnmarkedCall))]
    [TestCase(nameof(Forbidden.MakesAClosure), nameof(BreachKind.NewObject))]
    [TestCase(nameof(Forbidden.MakesALambda), nameof(BreachKind.NewObject))]
    [TestCase(nameof(Forbidden.MakesADelegateOfAMethod), nameof(BreachKind.NewObject))]
    [TestCase(nameof(Forbidden.MakesADelegateOfAVirtualMethod), nameof(BreachKind.NewObject))]
    [TestCase(nameof(Forbidden.CallsADelegate), nameof(BreachKind.UnmarkedCall))]
    [TestCase(nameof(Forbidden.AsksLinq), nameof(BreachKind.UnmarkedCall))]
    [TestCase(nameof(Forbidden.Interpolates), nameof(BreachKind.Text))]
    [TestCase(nameof(Forbidden.Concatenates), nameof(BreachKind.Text))]
    [TestCase(nameof(Forbidden.Formats), nameof(BreachKind.Text))]
    [TestCase(nameof(Forbidden.LocksAMonitor), nameof(BreachKind.Lock))]
    [TestCase(nameof(Forbidden.LocksALock), nameof(BreachKind.Lock))]
    [TestCase(nameof(Forbidden.Throws), nameof(BreachKind.Throw))]
    [TestCase(nameof(Forbidden.ThrowsAgain), nameof(BreachKind.Throw))]
    [TestCase(nameof(Forbidden.ThrowsWhereASwitchHasNoArm), nameof(BreachKind.Throw))]
    [TestCase(nameof(Forbidden.CallsTheUnmarked), nameof(BreachKind.UnmarkedCall))]
    [TestCase(nameof(Forbidden.CallsTheUnmarkedOfAnotherAssembly), nameof(BreachKind.UnmarkedCall))]
    [TestCase(nameof(Forbidden.CallsTheUnlisted), nameof(BreachKind.UnmarkedCall))]
    [TestCase(nameof(Forbidden.CallsTheUnmarkedOfAnInterface), nameof(BreachKind.UnmarkedCall))]
    [TestCase(nameof(Forbidden.TakesTheAddressOfTheUnmarked), nameof(BreachKind.UnmarkedCall))]
    [TestCase(nameof(Forbidden.HidesItInALocalFunction), nameof(BreachKind.NewArray))]
    [TestCase(nameof(Forbidden.HidesItInAConstructor), nameof(BreachKind.NewArray))]
    [TestCase(nameof(Forbidden.HidesItInAnAccessor), nameof(BreachKind.NewArray))]
    [TestCase(nameof(Forbidden.Iterates), nameof(BreachKind.StateMachine))]
    [TestCase(nameof(Forbidden.Awaits), nameof(BreachKind.StateMachine))]
    [TestCase(nameof(Forbidden.Waits), nameof(BreachKind.UnmarkedCall))]
    public void What_is_forbidden_is_found(string method, string kind)
        => Assert.That(BreachesIn(nameof(Forbidden), method).Select(breach => breach.Kind.ToString()), Does.Contain(kind));

    [Test]
    public void No_forbidden_method_is_clean()
        => Assert.That(MarkedIn(nameof(Forbidden)).Where(method => !s_contract.BreachesOf(method).Any()), Is.Empty);

    [Test]
    public void What_a_cycle_does_is_clean()
    {
        IEnumerable<Breach> breaches = MarkedIn(nameof(Allowed)).SelectMany(s_contract.BreachesOf);

        Assert.That(breaches, Is.Empty);
        Assert.That(MarkedIn(nameof(Allowed)).Count(), Is.GreaterThan(10));
    }

    [Test]
    public void An_implementation_of_a_marked_declaration_must_be_marked()
    {
        IEnumerable<string> unmarked = s_contract.Breaches()
            .Where(breach => breach.Kind == BreachKind.UnmarkedImplementation)
            .Select(breach => breach.Method)
            .Where(method => method.StartsWith(Here, StringComparison.Ordinal));

        Assert.That(unmarked, Is.EquivalentTo(s_unmarked));
    }

    [Test]
    public void An_accessor_that_implements_a_marked_declaration_is_walked()
        => Assert.That(
            s_contract.Breaches().Where(breach => breach.Kind == BreachKind.NewArray).Select(breach => breach.Method),
            Does.Contain(Here + "Implementations/UnmarkedPorts::get_Count"));

    [Test]
    public void A_breach_has_its_file_and_line()
        => Assert.That(BreachesIn(nameof(Forbidden), nameof(Forbidden.MakesAnArray)).Single().ToString(), Does.Contain("Forbidden.cs:"));

    [Test]
    public void A_line_of_the_list_that_begins_with_an_exclamation_mark_refuses()
    {
        var contract = new RealTimeContract(s_assemblies, new AllowList(["System.Span`1", "!System.Span`1::ToArray"]));
        MethodDefinition method = MarkedIn(nameof(Forbidden)).Single(IsNamed(nameof(Forbidden.MakesAnArrayOfASpan)));

        Assert.That(contract.BreachesOf(method), Has.Exactly(1).Items);
        Assert.That(new RealTimeContract(s_assemblies, new AllowList(["System.Span`1"])).BreachesOf(method), Is.Empty);
    }

    private static IEnumerable<Breach> BreachesIn(string type, string method)
        => s_contract.BreachesOf(MarkedIn(type).Single(IsNamed(method)));

    private static IEnumerable<MethodDefinition> MarkedIn(string type)
        => s_contract.MarkedMethods.Where(method => string.Equals(method.DeclaringType.Name, type, StringComparison.Ordinal));

    private static Func<MethodDefinition, bool> IsNamed(string name)
        => method => string.Equals(method.Name, name, StringComparison.Ordinal);
}
