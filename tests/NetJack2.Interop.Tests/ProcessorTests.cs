// SPDX-License-Identifier: GPL-2.0-or-later
using System.Reflection;
using NetJack2.Interop.Tests.Proof;

namespace NetJack2.Interop.Tests;

/// <summary>The bindings and jackd's classes on arm64, against the headers of arm64: JACK packs structures on x86 only.</summary>
public class ProcessorTests
{
    private static readonly string[] s_different =
        ["jack_position_t size", "jack_position_t.tick_double offset", "jack_position_t.padding offset", "jack_position_t.unique_2 offset"];

    private static IReadOnlyList<string> Assertions { get; } = HeaderProof.AssertionsOf(Assembly.Load("NetJack2.Interop.Arm64"));

    [Test]
    public void Every_size_offset_constant_and_prototype_is_that_of_the_C_headers_of_arm64()
    {
        (bool accepted, string diagnostics) = HeaderProof.Check(Assertions, Gcc.Arm64);

        Assert.That(accepted, Is.True, diagnostics);
        Assert.That(Assertions, Has.Count.EqualTo(HeaderProof.Assertions.Count));
    }

    [Test]
    public void Only_the_position_of_JACK_is_another_one_on_arm64()
        => Assert.That(
            Assertions.Except(HeaderProof.Assertions, StringComparer.Ordinal).Select(assertion => assertion.Split('"')[1]),
            Is.EquivalentTo(s_different));

    [Test]
    public void The_layout_of_x86_is_refused_on_arm64()
    {
        (bool accepted, string diagnostics) = HeaderProof.Check(HeaderProof.Assertions, Gcc.Arm64);

        Assert.That(accepted, Is.False);
        foreach (string name in s_different) Assert.That(diagnostics, Does.Contain("static assertion failed: " + name));
    }

    [Test]
    public void The_classes_of_jackd_have_the_layout_of_arm64()
    {
        string source = $"""
            #include "{SourceTree.PathOf("native/common/abi.cpp")}"
            #include "jack/EngineControl.h"
            #include "jack/GraphManager.h"
            static_assert(!Jack::kIsPacked);
            """;

        (bool accepted, string diagnostics) = Gcc.Arm64.Check(
            source, "c++", "c++20", "-I" + SourceTree.PathOf("native"), "-I" + SourceTree.PathOf("native/include"));

        Assert.That(accepted, Is.True, diagnostics);
    }
}
