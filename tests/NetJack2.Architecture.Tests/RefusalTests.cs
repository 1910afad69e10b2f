// SPDX-License-Identifier: GPL-2.0-or-later
using Mono.Cecil;
using NetJack2.Architecture.Tests.Contract;

namespace NetJack2.Architecture.Tests;

/// <summary>There is one way to reject: a <c>Try</c> method returns <see cref="bool"/>;
/// what has a reason returns a <c>Result</c>.</summary>
public class RefusalTests
{
    [Test]
    public void Methods_named_Try_return_bool()
    {
        AssemblyDefinition[] product = BuiltAssemblies.Read(ProductTests.All);
        MethodDefinition[] tries =
            [.. product.SelectMany(assembly => assembly.MainModule.GetTypes()).SelectMany(type => type.Methods).Where(IsTry)];
        Assert.That(tries, Has.Length.GreaterThan(20));
        Assert.That(tries.Where(method => method.ReturnType.MetadataType != MetadataType.Boolean).Select(NameOf.Member), Is.Empty);
    }

    // TryGet, but not Trying.
    private static bool IsTry(MethodDefinition method) =>
        method.Name.Length > 3 && method.Name.StartsWith("Try", StringComparison.Ordinal) && char.IsUpper(method.Name[3]);
}
