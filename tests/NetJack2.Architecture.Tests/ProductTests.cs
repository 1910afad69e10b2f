// SPDX-License-Identifier: GPL-2.0-or-later
using Mono.Cecil;
using NetJack2.Architecture.Tests.Contract;

namespace NetJack2.Architecture.Tests;

/// <summary>Everything that is marked in the product keeps the contract, and what has to be marked is.</summary>
public class ProductTests
{
    /// <summary>The assemblies that have a part in a cycle.</summary>
    internal static readonly string[] Names = [
        "NetJack2.RealTime", "NetJack2.Protocol", "NetJack2.Link", "NetJack2.Sessions", "NetJack2.Resampling", "NetJack2.Host",
        "netmanager", "jack_net", "netmesh", "audioadapter", "netadapter"];

    /// <summary>All assemblies of managed/. Those of plug-ins and programs have the names of their files.</summary>
    internal static readonly string[] All = [
        .. Names, "NetJack2.Statistics", "NetJack2.Rig", "netjack2", "netjack2-client", "netjack2-serve"];

    private static readonly AssemblyDefinition[] s_product = BuiltAssemblies.Read(Names);
    private static readonly RealTimeContract s_contract = new(s_product, AllowList.Reviewed);

    private static IEnumerable<string> EntryPoints => File.ReadLines(Path.Combine(AppContext.BaseDirectory, "entry-points.txt"))
        .Where(line => line.Length > 0 && line[0] != '#');

    [Test]
    public void No_marked_method_breaks_the_contract()
        => Assert.That(string.Join('\n', s_contract.Breaches()), Is.Empty);

    [TestCaseSource(nameof(EntryPoints))]
    public void The_way_into_the_cycle_is_marked(string member)
        => Assert.That(s_contract.MarkedMethods.Select(NameOf.Member), Does.Contain(member));

    [TestCase("NetJack2.Protocol", 20)]
    [TestCase("NetJack2.Resampling", 60)]
    public void So_many_methods_are_marked(string assembly, int atLeast)
        => Assert.That(
            s_contract.MarkedMethods.Count(method => string.Equals(method.Module.Assembly.Name.Name, assembly, StringComparison.Ordinal)),
            Is.GreaterThanOrEqualTo(atLeast));
}
