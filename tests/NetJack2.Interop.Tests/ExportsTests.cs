// SPDX-License-Identifier: GPL-2.0-or-later
using System.Reflection;
using System.Runtime.InteropServices;
using NetJack2.Interop.Tests.Proof;

namespace NetJack2.Interop.Tests;

/// <summary>The bindings against the libraries that are installed.</summary>
public class ExportsTests
{
    private static readonly Dictionary<string, string> s_libraries = new(StringComparer.Ordinal)
    {
        ["jack"] = "libjack.so.0",
        ["jacknet"] = "libjacknet.so.0",
        ["jackserver"] = "libjackserver.so.0",
        ["samplerate"] = "libsamplerate.so.0",
        ["opus"] = "libopus.so.0",
        ["asound"] = "libasound.so.2",
        ["libc"] = "libc.so.6",
    };

    private static readonly string[] s_metadata =
    [
        "jack_free_description",
        "jack_get_all_properties",
        "jack_get_properties",
        "jack_get_property",
        "jack_remove_all_properties",
        "jack_remove_properties",
        "jack_remove_property",
        "jack_set_property",
        "jack_set_property_change_callback",
    ];

    // native/ is linked into each plug-in and is no library of its own; BorderTests holds it to its header.
    private const string LinkedStatically = "netjack2";

    [Test]
    public void Every_binding_names_a_known_library()
    {
        IEnumerable<string> names = Imports().Select(import => import.Library).Distinct(StringComparer.Ordinal);

        Assert.That(names, Is.EquivalentTo(s_libraries.Keys.Append(LinkedStatically)));
    }

    [TestCaseSource(nameof(s_libraries))]
    public void Every_function_is_exported_by_its_library(KeyValuePair<string, string> library)
        => Assert.That(Missing(library.Key, library.Value), Is.Empty);

    // Inside jackd the JACK API is the server's library, and that has no metadata.
    [Test]
    public void The_server_has_every_function_of_libjack_but_those_of_metadata_h()
        => Assert.That(Missing("jack", "libjackserver.so.0"), Is.EquivalentTo(s_metadata));

    [Test]
    public void A_function_that_no_library_has_is_missed()
    {
        nint jack = NativeLibrary.Load("libjack.so.0");

        Assert.That(NativeLibrary.TryGetExport(jack, "jack_no_such_function", out _), Is.False);
        Assert.That(Missing("asound", "libsamplerate.so.0"), Does.Contain("snd_pcm_open"));
    }

    private static string[] Missing(string library, string file)
    {
        nint handle = NativeLibrary.Load(file);
        return [.. Imports().Where(import => string.Equals(import.Library, library, StringComparison.Ordinal))
            .Select(import => import.Symbol)
            .Where(symbol => !NativeLibrary.TryGetExport(handle, symbol, out _))];
    }

    private static IEnumerable<(string Library, string Symbol)> Imports() => PrototypeProof.Functions(typeof(Jack).Assembly)
        .Select(function => (Function: function, Import: function.GetCustomAttribute<DllImportAttribute>()!))
        .Select(bound => (bound.Import.Value, bound.Import.EntryPoint ?? bound.Function.Name));
}
