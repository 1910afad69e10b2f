// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics;
using System.Globalization;
using System.Xml.Linq;
using NetJack2.TestHosts;

namespace NetJack2.Host.Tests.Linux;

/// <summary>A heap with the limits of a module that runs out of memory throws, and the server that it is in lives.</summary>
[Property("Defect", "Fault-01")]
public class HeapWitnessTests
{
    private const int Mebibyte = 1 << 20;

    public static readonly string[] Modules =
    [
        "managed/NetDriver/NetDriver.csproj", "managed/NetManager/NetManager.csproj", "managed/NetAdapter/NetAdapter.csproj",
        "managed/AudioAdapter/AudioAdapter.csproj", "managed/NetMesh/NetMesh.csproj", "managed/NetProgram/NetProgram.csproj",
    ];

    private static readonly int[] s_sizes =
        [Mebibyte / 4, 1 * Mebibyte, 4 * Mebibyte, 8 * Mebibyte, 16 * Mebibyte, 20 * Mebibyte, 33 * Mebibyte, 45 * Mebibyte];

    [Test]
    public void A_heap_that_is_full_throws_and_goes_on(
        [ValueSource(nameof(Modules))] string module, [ValueSource(nameof(s_sizes))] int size)
    {
        long range = Limit(module, "GcRegionRange"), limit = Limit(module, "GcHeapHardLimit");
        Assert.That(range, Is.GreaterThanOrEqualTo(2 * limit));
        string witness = Path.Combine(
            TestContext.CurrentContext.TestDirectory.Replace("NetJack2.Host.Tests", "HeapWitness", StringComparison.Ordinal),
            "HeapWitness.dll");
        var start = new ProcessStartInfo("dotnet", [witness, size.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardError = true, UseShellExecute = false,
        };
        start.Environment["DOTNET_GCRegionRange"] = range.ToString("X", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_GCHeapHardLimit"] = limit.ToString("X", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_GCgen0size"] = "2000000";
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        using Process process = Process.Start(start)!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, errors);
    }

    // A module's own, or what all of them have.
    private static long Limit(string module, string name) => Find(module, name) ?? Find("managed/NativeCode.props", name)
        ?? throw new AssertionException($"{name} is not said");

    private static long? Find(string file, string name)
        => (long?)XDocument.Load(Path.Combine(BuildPaths.RepositoryRoot, file)).Descendants(name).FirstOrDefault();
}
