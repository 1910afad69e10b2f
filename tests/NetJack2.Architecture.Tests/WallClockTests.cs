// SPDX-License-Identifier: GPL-2.0-or-later
using Mono.Cecil;
using NetJack2.Architecture.Tests.Contract;

namespace NetJack2.Architecture.Tests;

/// <summary>A user sets the clock, NTP steps it, an hour of summer time ends: what runs in a server knows nothing of it.</summary>
public class WallClockTests
{
    private static readonly string[] s_modules = [.. ProductTests.Names, "NetJack2.Statistics"];

    private static readonly string[] s_clocks = ["System.DateTime", "System.DateTimeOffset", "System.TimeProvider", "System.TimeZoneInfo"];

    [TestCaseSource(nameof(s_modules))]
    public void No_module_reads_it(string assembly)
        => Assert.That(Reads(BuiltAssemblies.Read([assembly])), Is.Empty);

    [Test]
    public void A_reader_of_the_wall_clock_is_found()
        => Assert.That(Reads([AssemblyDefinition.ReadAssembly(typeof(WallClockTests).Assembly.Location)]), Does.Contain(nameof(ItIsNow)));

    internal static DateTime ItIsNow() => DateTime.UtcNow;

    private static string Reads(IEnumerable<AssemblyDefinition> assemblies)
        => string.Join('\n', assemblies
            .SelectMany(assembly => assembly.MainModule.GetTypes())
            .SelectMany(type => type.Methods)
            .Where(method => method.HasBody && method.Body.Instructions.Any(instruction => instruction.Operand is MethodReference callee
                && s_clocks.Contains(callee.DeclaringType.GetElementType().FullName, StringComparer.Ordinal)))
            .Select(NameOf.Member));
}
