using System.Reflection;
using Mono.Cecil;

namespace NetJack2.RealTime.Tests.Contract;

/// <summary>Assemblies beside this test, read with their line numbers, that see each other as the same objects.</summary>
internal static class BuiltAssemblies
{
    public static bool Exists(string name) => File.Exists(PathOf(name));

    public static AssemblyDefinition[] Read(params IEnumerable<string> names)
    {
        // Lives as long as what it has read: references are resolved when they are followed.
        var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(AppContext.BaseDirectory);
        resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(object).Assembly.Location));
        var parameters = new ReaderParameters
        {
            AssemblyResolver = resolver,
            ReadSymbols = true,
            SymbolReaderProvider = new Mono.Cecil.Cil.DefaultSymbolReaderProvider(throwIfNoSymbol: false),
        };

        return [.. names.Select(name => resolver.Resolve(NameOf(name), parameters))];
    }

    private static AssemblyNameReference NameOf(string name)
        => AssemblyNameReference.Parse(AssemblyName.GetAssemblyName(PathOf(name)).FullName);

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, name + ".dll");
}
