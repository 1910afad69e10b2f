// SPDX-License-Identifier: GPL-2.0-or-later
using System.Reflection;
using System.Runtime.InteropServices;
using NetJack2.AudioAdapter;
using NetJack2.Interop.Tests.Proof;
using NetJack2.NetAdapter;
using NetJack2.NetDriver;
using NetJack2.NetManager;

namespace NetJack2.Interop.Tests;

/// <summary>What <c>abi.h</c> declares against what C# binds and exports: neither side has a function that the other lacks.</summary>
public class BorderTests
{
    private static readonly string[] s_implementers =
    [
        "native", "native/program", "native/driver", "managed/NetManager", "managed/NetDriver", "managed/AudioAdapter",
        "managed/NetAdapter",
        "managed/NetMesh",
    ];

    [TestCase("native", typeof(NetJack2Native))]
    [TestCase("native/program", typeof(NetJack2Program))]
    public void Every_function_that_native_implements_is_bound_and_no_other(string folder, Type bindings)
    {
        IEnumerable<string> bound = PrototypeProof.Functions(bindings.Assembly)
            .Where(function => function.DeclaringType == bindings)
            .Select(function => function.Name);

        Assert.That(bound, Is.EquivalentTo(ImplementedIn(folder)));
    }

    [TestCase("managed/NetManager", "netmanager")]
    [TestCase("managed/NetDriver", "jack_net")]
    [TestCase("managed/AudioAdapter", "audioadapter")]
    [TestCase("managed/NetAdapter", "netadapter")]
    [TestCase("managed/NetMesh", "netmesh")]
    public void Every_function_that_a_plug_in_implements_is_exported_and_no_other(string folder, string assembly)
        => Assert.That(Exports(assembly).Select(export => export.Symbol), Is.EquivalentTo(ImplementedIn(folder)));

    [TestCase("netmanager")]
    [TestCase("jack_net")]
    [TestCase("audioadapter")]
    [TestCase("netadapter")]
    [TestCase("netmesh")]
    public void Every_export_reads_what_native_passes(string assembly)
    {
        IEnumerable<string> claims = Exports(assembly).Select(export => PrototypeProof.OfExport(export.Symbol, export.Method));

        (bool accepted, string diagnostics) = HeaderProof.Check(claims);

        Assert.That(accepted, Is.True, diagnostics);
    }

    [TestCase("unsigned int, void *", ExpectedResult = true)]
    [TestCase("int, long", ExpectedResult = true)]
    [TestCase("void, void *", ExpectedResult = false)]
    [TestCase("float, void *", ExpectedResult = false)]
    [TestCase("unsigned int, int", ExpectedResult = false)]
    [TestCase("unsigned int, void *, int", ExpectedResult = false)]
    [TestCase("unsigned int", ExpectedResult = false)]
    public bool An_export_that_reads_something_else_is_refused(string types)
        => HeaderProof.Check([$"static_assert(passed_alike<decltype(&nj_driver_read), {types}>);"]).Accepted;

    [Test]
    public void Every_struct_of_the_border_has_its_image()
    {
        IEnumerable<string> images = typeof(NetJack2Native).Assembly.GetExportedTypes()
            .Where(type => type.IsValueType && type.Name.StartsWith("nj_", StringComparison.Ordinal))
            .Select(type => type.Name);

        Assert.That(images, Is.EquivalentTo(AbiHeader.Structs));
    }

    [Test]
    public void The_header_states_the_side_that_implements_each_function()
    {
        IEnumerable<string> implementers = AbiHeader.Functions.Select(declared => declared.Implementer).Distinct(StringComparer.Ordinal);

        Assert.That(implementers, Is.SubsetOf(s_implementers));
        Assert.That(AbiHeader.Functions.Count(), Is.GreaterThanOrEqualTo(18));
    }

    private static IEnumerable<string> ImplementedIn(string folder) => AbiHeader.Functions
        .Where(declared => string.Equals(declared.Implementer, folder, StringComparison.Ordinal))
        .Select(declared => declared.Function);

    private static IEnumerable<(string Symbol, MethodInfo Method)> Exports(string assembly) =>
        from type in Assembly.Load(assembly).GetTypes()
        from method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        let symbol = method.GetCustomAttribute<UnmanagedCallersOnlyAttribute>()?.EntryPoint
        where symbol is not null
        select (symbol, method);
}
